"""Standing in plain words: every reason can be said in both languages, and no word blames."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.planning.dates import read_when
from evenhand.planning.standing import State, Tracked, said, stage_said, standings, state_words

DATES = (
    *("March 2026 (D)", "March 2026 (R)", "March 2026", "Ongoing", "Ongoing until March 2026", "", "tbc"),
    *("Dependent on funding", "Dependent on B", "Completed March 2026", "before May 2026", "from April 2026"),
    "March 2026 - first stage, July 2026 - second stage",
)
DAYS = st.one_of(st.none(), st.integers(0, 900).map(lambda n: date(2025, 6, 1) + timedelta(n)))


@st.composite
def actions(draw: st.DrawFn, key: str) -> Tracked:
    return Tracked(
        key=key,
        when=read_when(draw(st.sampled_from(DATES)), known=("A", "B")),
        depends_on=tuple(draw(st.lists(st.sampled_from(["A", "B", "X"]), unique=True, max_size=2))),
        recorded_on=draw(DAYS),
        reviewed_on=draw(DAYS),
        done_on=draw(DAYS),
        closed_on=draw(DAYS),
        stages_done={n: day for n in (1, 2) if (day := draw(DAYS))},
    )


@settings(max_examples=60, deadline=None)
@given(one=actions("A"), other=actions("B"), on=DAYS.filter(bool))
def test_everything_that_can_happen_can_be_said(one: Tracked, other: Tracked, on: date) -> None:
    found = standings([one, other], on)
    assert [row.key for row in found.rows] == ["A", "B"]
    for row in found.rows:
        for language in ("en", "cy"):
            texts = [said(row, language), *(stage_said(part, language) for part in row.stages)]
            assert all(text.strip() and not re.search(r"[{}]", text) for text in texts)
        assert row.inferred == (row.inference is not None)
        if row.state is State.BLOCKED:
            assert row.blocked_by or any(part.blocked_by for part in row.stages)


@settings(max_examples=60, deadline=None)
@given(one=actions("A"), on=DAYS.filter(bool))
def test_overdue_stays_overdue_until_something_happens(one: Tracked, on: date) -> None:
    row = standings([one], on).rows[0]
    later = standings([one], on + timedelta(30)).rows[0]
    if row.state is State.OVERDUE:
        assert later.state in (State.OVERDUE, State.DONE, State.CLOSED, State.NOT_YET_DUE, State.DUE_SOON)
        if later.state is State.OVERDUE and later.due == row.due:
            assert later.days == row.days - 30


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_state_has_a_name(language: str) -> None:
    assert len({state_words(state, language) for state in State}) == len(State)


def test_ongoing_with_an_end_is_ongoing_until_then() -> None:
    one = Tracked(key="A", when=read_when("Ongoing until March 2026"), recorded_on=date(2026, 2, 1))
    assert standings([one], date(2026, 3, 31)).rows[0].state is State.ONGOING
    assert standings([one], date(2026, 4, 1)).rows[0].state is State.OVERDUE


def test_marked_elsewhere_changes_how_the_inference_is_worded() -> None:
    plan = [Tracked(key="A", when=read_when("March 2026")), Tracked(key="B", when=read_when("May 2026 (D)"))]
    found = standings(plan, date(2026, 4, 1))
    assert not found.nothing_marked
    assert "marked neither as a review date nor as a deadline" in said(found.row("A"))
