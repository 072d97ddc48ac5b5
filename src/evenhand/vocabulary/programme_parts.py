"""The parts of a programme that are windows of time: clocks, episodes that are joined, what pauses a clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evenhand.foundations import VocabularyError

FIRST, LAST = "first", "last"
CHOICES = (FIRST, LAST)
"""Which of several linked rows is taken: the first after the day, or the last."""

_LINK_WORDS = (
    "record as person date after from_days within_days choose prefer rule dated open_at until optional paused"
)
_JOURNEY_WORDS = "record person date prefer exclude washout_days far_apart_days dated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time allowed for a step, in days from the date field `start`.

    Where `end` names a date field, a step after the time is over does not count. Where the programme has a
    pause and `paused` holds, days of the pause are not counted.
    """

    start: str
    end: str | None
    within_days: int
    paused: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Episodes:
    """Which rows of a record type are one episode of a person: those `join_within_days` of each other or less.

    An episode that ends with a reason of `continues` (a service closed on recommissioning) goes on in the next
    one that starts within `continues_within_days`. `earliest` names further dates of which the earliest is
    kept. Rows without a start (a referral that came to nothing) are not joined. Those of links stay single rows where
    they are not `of_links`.
    """

    record: str
    person: str
    start: str
    end: str
    reason: str
    join_within_days: int
    earliest: tuple[str, ...] = ()
    continues: tuple[str, ...] = ()
    continues_within_days: int = 0
    of_links: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A record type (custody) whose days, from `start` to the day before `end`, are not counted by any clock.

    `state` and `label` name those who still wait and are in such a spell on the day as of which is counted.
    """

    record: str
    person: str
    start: str
    end: str
    state: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """How long those who reached the stage `of` stay: from the date field `start` to `end`, which is open while they do.

    Those whose `reason` of the end is one of `finished` finished; all others left in other ways. Days of a pause are
    not counted. `title` names it in words ('in treatment'). Source: I4.
    """

    of: str
    start: str
    end: str
    reason: str
    finished: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A number of days in a programme: what it is for, where it comes from, whether that was verified."""

    name: str
    days: int
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a programme was meant to reach, as a share of 1: at least `share`, or from it to `to`.

    `stage` is the step it was set for; None where no record that is read tells how many reached it.
    """

    title: str
    share: float
    source: str
    verified: bool
    stage: str | None = None
    to: float | None = None


def parts_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a programme's file that this module knows, ready for Programme; raise TypeError."""
    pause, stay = data.get("pause"), data.get("stay")
    steps = [stage["id"] for stage in data["stage"]]
    targets = tuple(Target(**one) for one in data.get("target", ()))
    if lost := [one.stage for one in targets if one.stage is not None and one.stage not in steps]:
        raise VocabularyError(
            f"The programme {data['id']} has a target for '{lost[0]}', which is no stage of it."
        )
    if stay and stay["of"] not in steps:
        raise VocabularyError(
            f"The programme {data['id']} follows a stay of '{stay['of']}', which is no stage of it."
        )
    return {
        "within": tuple(data.get("within", ())),
        "characteristics_from": data.get("characteristics_from", {}),
        "episodes": tuple(_episodes(one) for one in data.get("episode", ())),
        "pause": Pause(**_from_to(pause)) if pause else None,
        "stay": Stay(**_from_to(stay) | {"finished": tuple(stay["finished"])}) if stay else None,
        "windows": tuple(Window(**one) for one in data.get("window", ())),
        "targets": targets,
        "by_name_only": data.get("by_name_only", False),
    }


def clock_of(data: Mapping[str, Any]) -> Clock:
    """Return the clock of a stage as it stands in a programme's file."""
    return Clock(
        start=data["from"],
        end=data.get("to"),
        within_days=data["within_days"],
        paused=data.get("paused", True),
    )


def check_words(journey: Mapping[str, Any], links: tuple[Mapping[str, Any], ...]) -> None:
    """Raise VocabularyError for a word that a journey or link does not have: misspelt, it would say nothing."""
    unknown = set(journey) - set(_JOURNEY_WORDS.split())
    for link in links:
        unknown |= set(link) - set(_LINK_WORDS.split())
        if link.get("choose", FIRST) not in CHOICES:
            raise VocabularyError(
                f"A link chooses '{link['choose']}'.", mend=f"It can choose: {', '.join(CHOICES)}."
            )
        if ("open_at" in link) == ("after" in link):
            raise VocabularyError(
                f"The link to {link['record']} needs either 'after' or 'open_at', and not both."
            )
        if "open_at" in link and "until" not in link:
            raise VocabularyError(
                f"The link to {link['record']} is open at a date, and names no field 'until' which it is open."
            )
    if unknown:
        raise VocabularyError(
            f"These words mean nothing in a journey or link: {', '.join(sorted(unknown))}.",
            mend=f"A journey has: {_JOURNEY_WORDS}. A link has: {_LINK_WORDS}.",
        )


def _from_to(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words of a part, the dates `from` and `to` under the names they have here."""
    names = {"from": "start", "to": "end"}
    return {names.get(name, name): value for name, value in data.items()}


def _episodes(data: Mapping[str, Any]) -> Episodes:
    listed = {name: tuple(data.get(name, ())) for name in ("earliest", "continues")}
    return Episodes(**(_from_to(data) | listed))
