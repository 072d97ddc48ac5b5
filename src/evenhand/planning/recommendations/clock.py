"""The clock of an answer: what is due from whom on a day, step by step up the ladder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.planning.recommendations.ladders import Ladder, Step, usual_ladder
from evenhand.planning.recommendations.types import Recommendation, Response
from evenhand.vocabulary.speech import speech


class ClockState(StrEnum):
    """Where the waiting for an answer stands."""

    ANSWERED = "answered"
    WAITING = "waiting"
    STEP_DUE = "step_due"
    LADDER_ENDED = "ladder_ended"
    CANNOT_TELL = "cannot_tell"


class Who(StrEnum):
    """Whose turn it is: of whoever was asked, or of whoever asked."""

    ADDRESSEE = "addressee"
    ASKER = "asker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step of the ladder that was taken, and the day."""

    step: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is due: from whom, what ('reply' or a step's key), since or until when; `verified`: the source says so.

    `days` counts to the due day: negative when it has passed. None where nothing is due.
    """

    key: str
    state: ClockState
    ladder: str
    response: Response
    who: Who | None = None
    what: str = ""
    due: date | None = None
    days: int | None = None
    public: bool = False
    verified: bool = True

    @property
    def late(self) -> bool:
        """Whether an answer should have come by now."""
        return self.state in (ClockState.STEP_DUE, ClockState.LADDER_ENDED)

    def said(self, language: str = "en") -> str:
        """Return in plain words what is due from whom."""
        talk = speech(language)
        day = talk.day(self.due) if self.due else ""
        what = talk.say(f"recommendations.step.{self.what}") if self.what else ""
        response = talk.say(f"recommendations.response.{self.response}")
        return talk.say(f"recommendations.clock.{self.state}", what=what, day=day, response=response)


def what_is_due(
    recommendation: Recommendation, on: date, *, taken: Iterable[Taken] = (), ladder: Ladder | None = None
) -> Due:
    """Return what is due on a day for one recommendation, given the steps that were taken so far.

    The last day of a period still belongs to it: a reply is late from the day after. Steps and answers after `on`
    are left aside, so that any day in the past can be asked about.
    Raises UnknownName for a step that the ladder does not have.
    """
    up = ladder or usual_ladder(recommendation.source_kind)
    response = recommendation.response_on(on)
    if response is not Response.NO_REPLY:
        return Due(key=recommendation.key, state=ClockState.ANSWERED, ladder=up.key, response=response)
    if recommendation.published is None or recommendation.published > on:
        return Due(key=recommendation.key, state=ClockState.CANNOT_TELL, ladder=up.key, response=response)
    place, day = _furthest(up, recommendation.published, taken, on)
    return _due(recommendation, on, up, place, up.steps[place].reply_due(day))


def all_due(
    recommendations: Iterable[Recommendation],
    on: date,
    *,
    taken: Iterable[tuple[str, Taken]] = (),
    ladder: Ladder | None = None,
) -> tuple[Due, ...]:
    """Return what is due for each of several, most overdue first; `taken` names the recommendation of each step."""
    steps: dict[str, list[Taken]] = {}
    for key, one in taken:
        steps.setdefault(key, []).append(one)
    found = [what_is_due(one, on, taken=steps.get(one.key, ()), ladder=ladder) for one in recommendations]
    return tuple(sorted(found, key=lambda one: (not one.late, one.due or date.max, one.key)))


def _furthest(up: Ladder, published: date, taken: Iterable[Taken], on: date) -> tuple[int, date]:
    """The highest step that was taken by the day: a letter that was left out is not asked for afterwards."""
    steps: Sequence[tuple[int, date]] = [(up.place_of(one.step), one.on) for one in taken]
    return max([(0, published), *(one for one in steps if one[1] <= on and one[0] > 0)])


def _due(recommendation: Recommendation, on: date, up: Ladder, place: int, reply_due: date) -> Due:
    this = up.steps[place]
    if on <= reply_due:
        return _waiting(recommendation, on, up, this, reply_due, ClockState.WAITING)
    if place + 1 == len(up.steps):
        return _waiting(recommendation, on, up, this, reply_due, ClockState.LADDER_ENDED)
    following = up.steps[place + 1]
    return Due(
        key=recommendation.key,
        state=ClockState.STEP_DUE,
        ladder=up.key,
        response=Response.NO_REPLY,
        who=Who.ASKER,
        what=following.key,
        due=reply_due,
        days=(reply_due - on).days,
        public=following.public,
        verified=this.verified,
    )


def _waiting(
    recommendation: Recommendation, on: date, up: Ladder, step: Step, due: date, state: ClockState
) -> Due:
    return Due(
        key=recommendation.key,
        state=state,
        ladder=up.key,
        response=Response.NO_REPLY,
        who=Who.ADDRESSEE,
        what="reply",
        due=due,
        days=(due - on).days,
        verified=step.verified,
    )
