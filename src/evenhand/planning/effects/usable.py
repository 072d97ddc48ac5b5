"""Which figures of a series may be set against its start: after it, comparable, of periods that do not overlap."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evenhand.foundations import Period
from evenhand.planning.effects.types import Mark, Point

_MONTH = 30.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Usable:
    """The figures before and after, each in order, and how many were left aside for what reason.

    `broken` says from what day figures are no longer comparable with the start, None if they all are.
    """

    before: tuple[Point, ...]
    after: tuple[Point, ...]
    withheld: int
    overlapping: int
    across: int
    late: int
    broken: date | None
    broken_by: str = ""


def usable(
    points: Iterable[Point],
    *,
    baseline: str,
    counted_by: str,
    starts: date,
    until: date,
    as_at: date,
    marks: Sequence[Mark] = (),
) -> Usable:
    """Return what may be judged as at a day: published by then, whole before or after the start, on its side of marks.

    Of rolling periods that overlap, those are taken that do not, from the first after the start on: a later look then
    holds all of an earlier one. A mark counts from the end of the baseline's period, and backwards from its beginning.
    """
    start = Period.parse(baseline)
    known = _newest(one for one in points if (one.released or one.span.last) <= as_at)
    counted_by = counted_by or _counted_by(known, start, starts)
    left = [one for one in known if one.span.last < starts]
    right = [one for one in known if one.span.first >= starts]
    broken, why = _first_break(right, start, counted_by, marks)
    right = [one for one in right if broken is None or one.span.last < broken]
    earlier = max((one.day for one in marks if one.day <= start.first), default=date.min)
    left = [one for one in left if one.span.first >= earlier and one.counted_by in ("", counted_by)]
    late = [one for one in right if one.span.last > until]
    right = [one for one in right if one.span.last <= until]
    after = _apart(_of_one_length(right))
    before = _apart(_of_one_length(left), from_the_end=True)
    return Usable(
        before=tuple(one for one in before if one.has_figure),
        after=tuple(one for one in after if one.has_figure),
        withheld=sum(not one.has_figure for one in after),
        overlapping=len(right) - len(after),
        across=len(known)
        - sum(one.span.last < starts for one in known)
        - sum(one.span.first >= starts for one in known),
        late=len(late),
        broken=broken,
        broken_by=why,
    )


def _newest(points: Iterable[Point]) -> list[Point]:
    """The last published figure of each period, with the day of its first release, in the order of the periods."""
    found: dict[str, Point] = {}
    for one in sorted(points, key=lambda point: (point.released or date.min, repr(point))):
        first = found.get(str(one.span), one).released
        found[str(one.span)] = replace(one, released=first)
    return sorted(found.values(), key=lambda point: (point.span.last, point.span.first))


def _counted_by(points: Sequence[Point], start: Period, starts: date) -> str:
    """By which list and edition the start was counted, as the figures of its period say, or the last before the action."""
    within = [one for one in points if start.first <= one.span.first and one.span.last <= start.last]
    before = [one for one in points if one.span.last < starts]
    return next((one.counted_by for one in reversed(within or before) if one.counted_by), "")


def _first_break(
    points: Sequence[Point], start: Period, counted_by: str, marks: Sequence[Mark]
) -> tuple[date | None, str]:
    """The first day after the baseline's from which figures mean something else, and what changed."""
    days = [(one.day, one.what) for one in marks if one.day > start.first]
    other = [one for one in points if one.counted_by and counted_by and one.counted_by != counted_by]
    days += [(one.span.first, one.counted_by) for one in other]
    return min(days, default=(None, ""), key=lambda one: one[0])


def _of_one_length(points: Sequence[Point]) -> list[Point]:
    """The points of the length, in months, that most days are told in; of several the longest."""
    days: Counter[int] = Counter()
    for one in points:
        days[round(one.span.days / _MONTH)] += 1
    if not days:
        return []
    chosen = max(days, key=lambda months: (days[months] * months, months))
    return [one for one in points if round(one.span.days / _MONTH) == chosen]


def _apart(points: Sequence[Point], *, from_the_end: bool = False) -> list[Point]:
    """Points that share no day, one after the other from the first (or from the last)."""
    kept: list[Point] = []
    for one in reversed(points) if from_the_end else points:
        if not kept or (
            one.span.last < kept[-1].span.first if from_the_end else one.span.first > kept[-1].span.last
        ):
            kept.append(one)
    return kept[::-1] if from_the_end else kept
