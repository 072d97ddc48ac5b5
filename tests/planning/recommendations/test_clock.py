"""The clock of an answer: what is due from whom, step by step up the ladder."""

from datetime import date

import pytest

from evenhand.foundations import UnknownName
from evenhand.planning.recommendations import (
    ClockState,
    Recommendation,
    RecommendationAtOdds,
    Response,
    SourceKind,
    Taken,
    Who,
    all_due,
    ladder,
    ladders,
    usual_ladder,
    what_is_due,
)

INQUIRY = ladder("public_inquiry")


def recommendation(key: str = "a", **more) -> Recommendation:
    given = {"published": date(2026, 1, 31), "source_kind": SourceKind.AUDIT, **more}
    return Recommendation(key=key, source="An audit", text="Do it.", **given)


def due(on: date, *taken: Taken, **more):
    return what_is_due(recommendation(**more), on, taken=taken, ladder=INQUIRY)


# What is due on a day, with the letters sent so far. Six months after 31 January end with 31 July.
LETTERS = (
    Taken(step="first_letter", on=date(2026, 8, 3)),
    Taken(step="second_letter", on=date(2026, 11, 4)),
    Taken(step="third_letter", on=date(2026, 12, 3)),
    Taken(step="ask_reasons", on=date(2027, 1, 4)),
)


@pytest.mark.parametrize(
    ("on", "state", "who", "what", "day", "days"),
    [
        ("2026-07-31", "waiting", Who.ADDRESSEE, "reply", "2026-07-31", 0),
        ("2026-08-01", "step_due", Who.ASKER, "first_letter", "2026-07-31", -1),
        ("2026-08-03", "waiting", Who.ADDRESSEE, "reply", "2026-11-03", 92),
        ("2026-11-04", "waiting", Who.ADDRESSEE, "reply", "2026-12-02", 28),
        ("2026-12-03", "waiting", Who.ADDRESSEE, "reply", "2026-12-31", 28),
        ("2027-01-01", "step_due", Who.ASKER, "ask_reasons", "2026-12-31", -1),
        ("2027-02-01", "waiting", Who.ADDRESSEE, "reply", "2027-02-01", 0),
        ("2027-02-02", "ladder_ended", Who.ADDRESSEE, "reply", "2027-02-01", -1),
    ],
)
def test_the_ladder_step_by_step(on: str, state: str, who: Who, what: str, day: str, days: int) -> None:
    found = due(date.fromisoformat(on), *LETTERS)
    assert (found.state, found.who, found.what) == (ClockState(state), who, what)
    assert (found.due, found.days) == (date.fromisoformat(day), days)


def test_a_late_reply_is_late_whatever_step_is_next() -> None:
    assert [
        due(date(2026, 7, 31)).late,
        due(date(2026, 8, 1)).late,
        due(date(2028, 1, 1), *LETTERS).late,
    ] == [
        False,
        True,
        True,
    ]


def test_public_steps_are_known_before_they_are_taken() -> None:
    assert not due(date(2026, 11, 4), LETTERS[0]).public
    assert due(date(2026, 12, 3), *LETTERS[:2]).public


def test_an_answer_ends_the_clock_from_its_day_on() -> None:
    answered = {"response": Response.IN_PART, "responded": date(2026, 9, 1)}
    assert due(date(2026, 8, 31), **answered).state is ClockState.STEP_DUE
    found = due(date(2026, 9, 1), **answered)
    assert (found.state, found.response, found.due) == (ClockState.ANSWERED, Response.IN_PART, None)
    assert found.said() == "Answered: accepted in part."


@pytest.mark.parametrize("published", [None, date(2026, 12, 1)])
def test_without_a_day_of_publication_nothing_is_due(published: date | None) -> None:
    assert due(date(2026, 11, 22), published=published).state is ClockState.CANNOT_TELL


def test_a_report_to_prevent_deaths_has_56_days() -> None:
    one = recommendation(published=date(2026, 1, 5))
    assert what_is_due(one, date(2026, 1, 6), ladder=ladder("future_deaths")).due == date(2026, 3, 2)
    late = what_is_due(one, date(2026, 3, 3), ladder=ladder("future_deaths"))
    assert (late.state, late.verified) == (ClockState.LADDER_ENDED, True)


def test_a_committee_has_its_own_ladder() -> None:
    one = recommendation(source_kind=SourceKind.COMMITTEE, published=date(2019, 10, 23))
    found = what_is_due(one, date(2019, 12, 24))
    assert (found.ladder, found.what, found.due) == ("commons_committee", "first_letter", date(2019, 12, 23))


def test_what_is_most_overdue_comes_first() -> None:
    several = [
        recommendation("new", published=date(2026, 10, 1)),
        recommendation("late"),
        recommendation("later", published=date(2025, 1, 1)),
        recommendation("none", published=None),
    ]
    found = all_due(several, date(2026, 11, 22), taken=[("late", LETTERS[0])], ladder=INQUIRY)
    assert [one.key for one in found] == ["later", "late", "new", "none"]
    assert found[1].what == "second_letter"


def test_an_unknown_step_or_ladder_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match=r"no step 'phone'.*first_letter"):
        due(date(2026, 9, 1), Taken(step="phone", on=date(2026, 8, 1)))
    with pytest.raises(UnknownName, match="future_deaths"):
        ladder("none")


def test_every_kind_of_source_has_a_ladder_and_every_ladder_a_source() -> None:
    assert {usual_ladder(kind).key for kind in SourceKind} <= {one.key for one in ladders()}
    for one in ladders():
        assert one.source
        assert set(one.titles) == {"en", "cy"}
        assert one.steps[0].key == "published"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_state_and_step_can_be_said(language: str) -> None:
    for up in ladders():
        taken: list[Taken] = []
        for step in up.steps[1:]:
            on = date(2030 + len(taken), 1, 1)
            found = what_is_due(recommendation(), on, taken=taken, ladder=up)
            assert found.what == step.key
            assert found.said(language)
            taken.append(Taken(step=step.key, on=on))
        assert what_is_due(recommendation(), date(2040, 1, 1), taken=taken, ladder=up).said(language)
    for state in (due(date(2026, 2, 1)), due(date(2026, 2, 1), published=None)):
        assert state.said(language)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"responded": date(2026, 5, 1)}, "no answer"),
        ({"responded": date(2025, 5, 1), "response": Response.REJECTED}, "before it was published"),
        ({"text": "  "}, "no words"),
    ],
)
def test_a_recommendation_that_contradicts_itself_is_refused(more: dict, fault: str) -> None:
    given = {"key": "a", "source": "s", "source_kind": SourceKind.AUDIT, "text": "Do it."}
    with pytest.raises(RecommendationAtOdds, match=fault):
        Recommendation(**{**given, "published": date(2026, 1, 31), **more})
