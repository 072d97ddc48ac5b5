"""The course of a figure in columns: when, how high, among how many, and by how much protection may have moved it."""

from dataclasses import dataclass

import numpy as np

from evenhand.foundations import Period
from evenhand.measures.intervals import Array
from evenhand.planning.effects.possible import Counts, counts_of, has_people
from evenhand.planning.effects.protocol import Protocol
from evenhand.planning.effects.scales import has_counts, per_of
from evenhand.planning.effects.types import Point, Series

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One series in order of time, in units of 1; `time` in periods from the first after the start (0), `since` marks it.

    `off` is by how much protection may have moved a figure; `year` the place in the year, 0 to 1; `events` of rates.
    """

    time: Array
    year: Array
    figure: Array
    people: Array
    off: Array
    events: Array

    @property
    def since(self) -> Array:
        """1 from the start on, 0 before."""
        return np.asarray(self.time >= 0, np.float64)

    def __len__(self) -> int:
        return len(self.time)


def course_of(points: tuple[Point, ...], series: Series, first_after: Period) -> Course:
    """Return the points as columns, the first period after the start at time 0."""
    months = max(round(first_after.days / (365.25 / _MONTHS)), 1)
    begin = _month(first_after)
    time = [(_month(one.span) - begin) / months for one in points]
    year = [(one.span.first.month - 1) / _MONTHS for one in points]
    figure, people, off, events = _figures(points, series)
    return Course(
        time=np.array(time), year=np.array(year), figure=figure, people=people, off=off, events=events
    )


def minus(own: Course, other: Course) -> Course:
    """Return the difference of two courses in the periods that both have; the people are the first one's."""
    mine, theirs = np.nonzero(np.isclose(own.time[:, None], other.time[None, :]))
    return Course(
        time=own.time[mine],
        year=own.year[mine],
        figure=own.figure[mine] - other.figure[theirs],
        people=1 / (1 / own.people[mine] + 1 / other.people[theirs]),
        off=own.off[mine] + other.off[theirs],
        events=own.events[mine],
    )


def together(courses: list[Course]) -> Course:
    """Return several areas as one, in the periods that all have: their people together."""
    times = set.intersection(*({round(float(t), 6) for t in one.time} for one in courses))
    kept = [
        _at(one, np.array([round(float(t), 6) in times for t in one.time], dtype=np.bool_)) for one in courses
    ]
    people = np.sum([one.people for one in kept], axis=0)
    return Course(
        time=kept[0].time,
        year=kept[0].year,
        figure=np.sum([one.figure * one.people for one in kept], axis=0) / people,
        people=people,
        off=np.sum([one.off * one.people for one in kept], axis=0) / people,
        events=np.sum([one.events for one in kept], axis=0),
    )


def before_points(points: tuple[Point, ...], protocol: Protocol) -> tuple[Point, ...]:
    """Return the points of before that count: without the baseline's period, if the protocol says so."""
    if not protocol.without_start:
        return points
    start = Period.parse(protocol.promise.baseline.period)
    return tuple(one for one in points if one.span.last < start.first or one.span.first > start.last)


def _at(one: Course, mask: Array) -> Course:
    names = ("time", "year", "figure", "people", "off", "events")
    return Course(**{name: getattr(one, name)[mask] for name in names})


def _month(period: Period) -> int:
    return period.first.year * _MONTHS + period.first.month


def _figures(points: tuple[Point, ...], series: Series) -> tuple[Array, Array, Array, Array]:
    if points and has_counts(series.units) and all(has_people(one) for one in points):
        counts = counts_of(points, series)
        return counts.x / counts.n, counts.n, _off(counts), counts.x
    per = per_of(series.units)
    low, high = (
        np.array([getattr(one, name) for one in points], np.float64) / per for name in ("lower", "upper")
    )
    shown = [one.estimate for one in points]
    figure = np.array(
        [(a + b) / 2 if one is None else one / per for one, a, b in zip(shown, low, high, strict=True)]
    )
    # Without people protection cannot be told from chance, and a series shows its own scatter.
    return figure, np.ones(len(points)), np.zeros(len(points)), figure


def _off(counts: Counts) -> Array:
    figure = counts.x / counts.n
    low = counts.x_low / counts.n_high
    high = np.maximum(np.minimum(counts.x_high, counts.n_low) / counts.n_low, low)
    return np.asarray(np.maximum(figure - low, high - figure), np.float64)
