"""Counts by time: how many were there just before each time, and how many left then, by group and by way to leave."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evenhand.foundations import EvenhandError
from evenhand.measures.estimate import Array
from evenhand.measures.survival.rules import survival_rules

Words = NDArray[np.str_]
Whole = NDArray[np.int64]

EVENT = "event"
"""The way to leave of those of whom is known only that they left."""


class UnusableTimes(EvenhandError):
    """Times or ways to leave that cannot be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByTime:
    """Everything that curves, tests and means of time are made from.

    `times` (shape times): every time at which somebody left or was last seen, rising, in the unit of the data.
    `at_risk` (groups, times): how many were there just before. `events` (ways, groups, times): how many left then.
    `people` (groups): how many there are. Who was last seen at a time at which others left was at risk then: events
    come before those lost from sight.
    """

    groups: tuple[str, ...]
    ways: tuple[str, ...]
    times: Array
    at_risk: Array
    events: Array
    people: Array

    @property
    def leaving(self) -> Array:
        """How many left at each time, by whatever way (groups, times)."""
        left: Array = self.events.sum(axis=0)
        return left


def counts_by_time(
    time: ArrayLike,
    event: ArrayLike,
    group: ArrayLike | None = None,
    *,
    entered: ArrayLike | None = None,
    ways: Sequence[str] | None = None,
) -> ByTime:
    """Return the counts by time of people, one element each of `time`, `event` and `group`.

    `event`: how the person left (text), or 1 and 0 (True and False) for left and still there; the words for still
    there stand in data/survival-*.toml. `group`: text; without it all are one group ''. `entered`: the time from
    which a person was under observation, before `time` (left truncation). `ways`: the ways to leave that there may
    be, in their order; without it those that occur. Raises UnusableTimes for times that are missing, below 0 or
    before somebody entered, for a way that is not one of `ways`, and for more ways than a table has.
    """
    times = np.asarray(time, np.float64)
    start = np.full(times.shape, -1.0) if entered is None else np.asarray(entered, np.float64)
    words = _words(event)
    names = np.full(len(times), "") if group is None else np.asarray(group).astype(np.str_)
    _check(times, start, words, names)
    way, known = _ways(words, ways)
    groups, of = (
        np.unique(names, return_inverse=True) if len(names) else (np.array([""]), np.zeros(0, np.int64))
    )
    stops, at = np.unique(times, return_inverse=True)
    shape = (len(groups), len(stops))
    last_seen = _count(of, at, shape)
    # Who entered before a time is at risk at it: the place of the first time after the entry.
    joined = _count(of, np.searchsorted(stops, start, side="right"), (shape[0], shape[1] + 1))[:, :-1]
    gone = np.cumsum(last_seen, axis=1) - last_seen
    events = [_count(of[way == one], at[way == one], shape) for one in range(len(known))]
    return ByTime(
        groups=tuple(groups.tolist()),
        ways=known,
        times=stops,
        at_risk=np.cumsum(joined, axis=1) - gone,
        events=np.stack(events),
        people=np.bincount(of, minlength=len(groups)).astype(np.float64),
    )


def _count(of: Whole, at: Whole, shape: tuple[int, int]) -> Array:
    counted = np.bincount(of * shape[1] + at, minlength=shape[0] * shape[1]).reshape(shape)
    return counted.astype(np.float64)


def _words(event: ArrayLike) -> Words:
    """The ways to leave as text, '' for those still there."""
    given = np.asarray(event)
    if given.dtype.kind == "f" and not np.isfinite(given).all():
        raise UnusableTimes(
            "An event is missing.", mend="Write 0 for somebody who is still there, 1 for somebody who left."
        )
    words, place = np.unique(given.astype(np.str_), return_inverse=True)
    rules = survival_rules()
    plain = [str(word).strip() for word in words]
    known = [
        "" if one.lower() in rules.still_there else EVENT if one.lower() in rules.an_event else one
        for one in plain
    ]
    return np.array(known, dtype=np.str_)[place] if len(given) else np.zeros(0, np.str_)


def _ways(words: Words, ways: Sequence[str] | None) -> tuple[Whole, tuple[str, ...]]:
    """For each person the place of the way among the ways, -1 for who is still there; and the ways."""
    found = [str(one) for one in np.unique(words) if one != ""]
    known = tuple(ways) if ways is not None else tuple(found) or (EVENT,)
    most = survival_rules().most_ways
    if any(one not in known for one in found):
        raise UnusableTimes(
            "An event is none of the ways to leave that there are.",
            mend=f"Write one of: {', '.join(known)}; leave it empty for somebody who is still there.",
        )
    if len(known) > most:
        raise UnusableTimes(
            f"There are more than {most} ways to leave.", mend="Put together those that mean nearly the same."
        )
    places = {word: number for number, word in enumerate(known)}
    distinct, place = np.unique(words, return_inverse=True)
    numbers = np.array([places.get(str(one), -1) for one in distinct], dtype=np.int64)
    return (numbers[place] if len(words) else np.zeros(0, np.int64)), known


def _check(times: Array, start: Array, words: Words, names: Words) -> None:
    if not len(times) == len(start) == len(words) == len(names):
        raise UnusableTimes(
            "Times, events and groups are not of the same length.", mend="Give one of each a person."
        )
    if not np.isfinite(times).all() or not np.isfinite(start).all():
        raise UnusableTimes(
            "A time is missing.", mend="Leave the person out, or give the time they were last seen."
        )
    if (times < 0).any():
        raise UnusableTimes("A time is below 0.", mend="Count from the day on which each person began.")
    if (start >= times).any():
        raise UnusableTimes(
            "Somebody was last seen before, or when, they came under observation.",
            mend="Give later times, or leave them out.",
        )
