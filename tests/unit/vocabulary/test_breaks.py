"""Dated changes: which lie between two days, and which figures they touch."""

from datetime import date

import pytest

from evenhand.foundations import EVERYONE, UnknownName, VocabularyError
from evenhand.vocabulary import Break, load_vocabulary
from evenhand.vocabulary.breaks import read_breaks

LOADED = load_vocabulary()


def ids(first: str, last: str, *names: str | None) -> list[str]:
    found = LOADED.breaks_between(date.fromisoformat(first), date.fromisoformat(last), *names)
    return [one.id for one in found]


@pytest.mark.parametrize(
    ("first", "last", "names", "expected"),
    [
        ("2013-01-01", "2013-12-31", ("arrest-to-treatment", EVERYONE), ["dip-ends-2013"]),
        ("2013-04-01", "2013-12-31", ("arrest-to-treatment",), []),
        ("2012-01-01", "2013-03-31", ("arrest-to-treatment", EVERYONE), ["testing-own-money-2012"]),
        ("2016-01-01", "2016-12-31", (None, "religion"), ["ndtms-m", "viewit-equality-2016"]),
        ("2016-01-01", "2016-12-31", (None, EVERYONE), []),
        ("2011-01-01", "2011-03-31", (None, "ethnicity_broad"), ["census-2011"]),
        ("2021-01-01", "2021-03-31", (None, "ethnicity"), ["census-2021"]),
        ("2021-01-01", "2021-03-31", (None, "ethnicity_broad"), []),
        ("2019-01-01", "2019-12-31", (None, None, "E06000058"), ["areas-2019"]),
        ("2019-01-01", "2019-12-31", (None, None, "E06000047"), []),
        ("2019-01-01", "2019-12-31", (), []),
        ("2007-03-01", "2007-04-01", ("dip-2006",), ["dir-2007", "trigger-fraud-2007"]),
        ("2003-01-01", "2026-12-31", ("stop-and-search", EVERYONE), []),
    ],
)
def test_what_lies_between_two_days(first, last, names, expected) -> None:
    assert ids(first, last, *names) == expected


def test_a_change_marks_a_series_without_breaking_it_when_only_words_changed() -> None:
    (found,) = LOADED.breaks_between(date(2021, 3, 31), date(2021, 4, 1), None, EVERYONE)
    assert found.id == "viewit-labels-2021"
    assert found.marks_only


def test_every_break_says_where_it_is_from_and_names_what_there_is() -> None:
    assert len({one.id for one in LOADED.breaks}) == len(LOADED.breaks)
    for one in LOADED.breaks:
        assert one.what.endswith(".")
        assert one.source
        assert set(one.characteristics) <= set(LOADED.characteristics)
        assert set(one.areas) <= set(LOADED.areas.by_code)
        assert set(one.programmes) <= set(LOADED.programmes)


def test_a_stage_is_touched_by_name() -> None:
    made = Break(id="x", date=date(2020, 1, 1), what="x", source="x", verified=True, stages=("progress",))
    assert made.touches_stage("any-programme/progress")
    assert not made.touches_stage("started")
    assert Break(id="x", date=date(2020, 1, 1), what="x", source="x", verified=True).touches_stage("started")


def test_a_programme_that_is_not_there_is_said() -> None:
    with pytest.raises(UnknownName, match="There is no programme 'none'"):
        ids("2013-01-01", "2013-12-31", "none")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"until": date(2019, 1, 1)}, "ends before it begins"),
        ({"characteristics": ["everyone"]}, "names 'everyone' as a characteristic"),
    ],
)
def test_a_break_that_contradicts_itself_is_refused(more: dict[str, object], words: str) -> None:
    one = {"id": "x", "date": date(2020, 1, 1), "what": "x.", "source": "x", "verified": True}
    with pytest.raises(VocabularyError, match=words):
        read_breaks({"break": [{**one, **more}]})
    with pytest.raises(VocabularyError, match="The break x stands twice"):
        read_breaks({"break": [one, one]})
