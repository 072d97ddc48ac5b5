"""What is new, still there, gone; who may change a comment; where a next step starts from; which questions fit."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from evenhand.vocabulary import load_vocabulary
from evenhand_service.monitoring.enums import ExplanationKind
from evenhand_service.monitoring.findings.baseline import baseline_of
from evenhand_service.monitoring.findings.listing import Listed, filtered
from evenhand_service.monitoring.findings.questions import fitting, questions
from evenhand_service.monitoring.findings.rules import (
    Since,
    Standing,
    may_edit,
    needs_reason,
    since,
    standing_of,
    with_missing,
)

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ME, OTHER = uuid4(), uuid4()
QUARTERS = [date(2026, 9, 30), date(2026, 6, 30), date(2026, 3, 31), date(2025, 12, 31)]


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        ({"a"}, None, Since.FIRST),
        ({"a"}, set(), Since.NEW),
        ({"a"}, {"b"}, Since.NEW),
        ({"a"}, {"a", "b"}, Since.STILL),
        ({"b"}, {"a"}, Since.GONE),
        (set(), {"a"}, Since.GONE),
    ],
)
def test_how_a_finding_stands_beside_the_release_before(
    now: set[str], before: set[str] | None, told: Since
) -> None:
    assert since("a", now=now, before=before) is told


@pytest.mark.parametrize(
    ("author", "minutes", "hidden", "may"),
    [
        (ME, 0, False, True),
        (ME, 30, False, True),
        (ME, 31, False, False),
        (ME, 1, True, False),
        (OTHER, 1, False, False),
        (None, 1, False, False),
    ],
)
def test_who_may_change_a_comment(author: object, minutes: int, hidden: bool, may: bool) -> None:
    made = NOW - timedelta(minutes=minutes)
    comment = SimpleNamespace(author_id=author, made_at=made, hidden_at=NOW if hidden else None)
    assert may_edit(comment, person=ME, now=NOW) is may


def test_nobody_who_is_not_logged_in_changes_a_comment_without_author() -> None:
    comment = SimpleNamespace(author_id=None, made_at=NOW, hidden_at=None)
    assert not may_edit(comment, person=None, now=NOW)


@pytest.mark.parametrize(("explanations", "asked"), [(0, True), (1, False), (3, False)])
def test_a_reason_is_asked_for_where_nothing_was_written_down(explanations: int, asked: bool) -> None:
    assert needs_reason(explanations) is asked


def test_standings_are_those_of_the_library() -> None:
    assert [standing_of(one) for one in (0, 1, 2)] == [Standing.WORSE, Standing.OTHER, Standing.BETTER]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (QUARTERS, [0, 1, 2, 3]),
        ([QUARTERS[0], QUARTERS[1], QUARTERS[3], date(2025, 9, 30)], [0, 1, None, 2, 3]),
        (QUARTERS[:1], [0]),
        ([], []),
        ([date(2026, 3, 31), date(2025, 3, 31)], [0, 1]),
    ],
)
def test_where_a_release_usually_comes_and_none_did(days: list[date], told: list[int | None]) -> None:
    assert with_missing(list(range(len(days))), days) == told


GAP = {"units": "share_difference", "period": "2024-04-01/2026-03-31", "estimate": (-0.4, -0.3, -0.2)}
ROW = ("Bangladeshi", "175", "29 (21 to 37)", "30 (21 to 40)", "what is borrowed")


@pytest.mark.parametrize(
    ("evidence", "borrowed", "kind", "value", "units"),
    [
        ({"own": [0.21, 0.29, 0.37]}, [ROW], "shrunken", 0.30, "share"),
        ({"own": [0.21, 0.29, 0.37]}, [("White British", *ROW[1:])], "own", 0.29, "share"),
        ({"own": [0.21, 0.29, 0.37]}, [(*ROW[:3], "withheld", "–")], "own", 0.29, "share"),
        ({}, [], "gap", -0.3, "share_difference"),
    ],
)
def test_where_a_next_step_starts_from(
    evidence: dict[str, list[float]], borrowed: list[tuple[str, ...]], kind: str, value: float, units: str
) -> None:
    made = baseline_of(evidence=evidence, group_label="Bangladeshi", borrowed=borrowed, **GAP)
    assert (made.kind, made.value, made.units) == (kind, pytest.approx(value), units)
    assert made.lower < made.value < made.upper


def listed(**given: object) -> Listed:
    plain = {
        "id": uuid4(),
        "release": uuid4(),
        "area": uuid4(),
        "area_code": "X1",
        "same": "a",
    }
    plain |= {
        "programme": "p",
        "rank": 1,
        "standing": Standing.WORSE,
        "is_headline": True,
        "stage": "started",
    }
    plain |= {"characteristic": "sex", "group": "FEMALE", "people_most": 9, "since": Since.STILL}
    return Listed(**plain | given)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({}, ["still", "new"]),
        ({"since": "gone"}, ["gone"]),
        ({"since": "new"}, ["new"]),
        ({"standing": "better"}, ["new"]),
        ({"stage": "retained"}, []),
        ({"area_code": "X1", "characteristic": "sex"}, ["still", "new"]),
    ],
)
def test_filters(asked: dict[str, str], kept: list[str]) -> None:
    rows = [listed(), listed(since=Since.NEW, standing=Standing.BETTER), listed(since=Since.GONE)]
    assert [one.since for one in filtered(rows, asked)] == kept


CLAIMS = ("because", "proves", "caused", "fails", "due to", "only")


def test_questions_ask_in_both_languages_name_their_source_and_claim_nothing() -> None:
    assert len({one.id for one in questions()}) == len(questions())
    for one in questions():
        assert one.source, one.id
        assert one.kind in ExplanationKind.values, one.id
        assert "?" in one.words, one.id
        assert "?" in one.words_cy, one.id
        assert not [word for word in CLAIMS if f" {word} " in one.words.replace("because of work", "")], (
            one.id
        )


def test_every_step_of_every_programme_has_a_question_and_those_of_the_characteristic_come_first() -> None:
    known = {stage.id for programme in load_vocabulary().programmes.values() for stage in programme.stages}
    assert {stage for one in questions() for stage in one.stages} <= known
    for stage in known:
        assert fitting(stage, "ethnicity")
    assert fitting("started", "ethnicity")[0].characteristics
    assert "women-only" not in {one.id for one in fitting("started", "ethnicity")}
    assert "women-only" in {one.id for one in fitting("started", "sex")}
