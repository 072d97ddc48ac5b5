"""The same action under another reference: suggested from its words, whichever way thousands are compared."""

import pytest

from evenhand.planning.editions import compare, renumbered
from evenhand.planning.example import all_recommendations
from tests.planning.editions.plans import edition, row

TEXTS = [one.text for one in all_recommendations()]


def editions_with_other_references():
    old = edition(*(row(f"1/{n}", text) for n, text in enumerate(TEXTS, start=1)))
    new = edition(*(row(f"9/{n}", f"{text} By May.") for n, text in enumerate(TEXTS, start=1)))
    return old, new


@pytest.mark.parametrize("all_pairs", [10**6, 0], ids=["every pair", "the nearest by words"])
def test_each_finds_its_own(all_pairs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renumbered, "_ALL_PAIRS", all_pairs)
    found = compare(*editions_with_other_references()).renumbered
    assert {(one.old.reference[2:], one.new.reference[2:]) for one in found} == {
        (str(n), str(n)) for n in range(1, len(TEXTS) + 1)
    }
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_the_very_same_words_go_first_and_in_order() -> None:
    old = edition(
        row("1/1", "Train all staff"), row("1/2", "Train all staff"), row("1/3", "Train all our staff")
    )
    new = edition(row("2/1", "Train all staff"), row("2/2", "Train all our staff"))
    found = compare(old, new).renumbered
    assert [(one.old.reference, one.new.reference, one.score) for one in found] == [
        ("1/1", "2/1", 1.0),
        ("1/3", "2/2", 1.0),
    ]


def test_other_words_are_not_suggested() -> None:
    old, new = edition(row("1/1", "Train all staff")), edition(row("2/1", "Publish the figures each quarter"))
    assert compare(old, new).renumbered == ()


def test_rows_without_words_are_not_suggested() -> None:
    assert compare(edition(row("1/1", "")), edition(row("2/1", " "))).renumbered == ()
