"""The comparison that a sealed protocol asks for, or, where the data do not allow it, why not."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from evenhand.planning.effects.areas import compare, has_both
from evenhand.planning.effects.before_after import Found, Reasons, beside, is_last_look
from evenhand.planning.effects.course import Course, before_points, course_of, minus, together
from evenhand.planning.effects.interrupted import fit, why_not
from evenhand.planning.effects.protocol import Design, Protocol
from evenhand.planning.effects.rules import EffectRules
from evenhand.planning.effects.scales import has_counts, per_of
from evenhand.planning.effects.types import AreaSeries, Point, Series
from evenhand.planning.effects.usable import Usable, usable

Refused = tuple[str, dict[str, Any]]
"""Why a design is not used: the key of a message (`effects.why`) and its fields."""


def compared(
    series: Series, protocol: Protocol, seen: Usable, *, as_at: date, rules: EffectRules
) -> Found | Refused:
    """Return what the protocol's design finds, no change while its periods are not all there; or why it is not used."""
    points, reference = beside(seen.after[: protocol.after], series, protocol.promise)
    if len(points) < protocol.after:
        if is_last_look(points, protocol.promise, as_at, rules):
            return "fewer_than_agreed", {"count": len(points), "agreed": protocol.after}
        reasons: Reasons = {"periods_to_come": {"count": len(points), "agreed": protocol.after}}
        return Found(points=points, looks=0, reasons=reasons)
    before, reference_before = beside(before_points(seen.before, protocol), series, protocol.promise)
    own = course_of((*before, *points), series, points[0].span)
    if reference:
        own = minus(own, course_of((*reference_before, *reference), series, points[0].span))
    if protocol.design == Design.AREAS:
        made = _by_areas(own, series, protocol, as_at, points, rules)
    else:
        made = _by_course(own, series, protocol, as_at, points, rules)
    if not isinstance(made, Found):
        return made
    return replace(made, points=points, looks=1, is_last=True)


def _by_course(
    own: Course,
    series: Series,
    protocol: Protocol,
    as_at: date,
    points: tuple[Point, ...],
    rules: EffectRules,
) -> Found | Refused:
    """By the figure's own course before, or by its course beside that of the areas that did not act."""
    if protocol.design == Design.CONTROLLED:
        others = _others(series, protocol, as_at, points)
        if len(others) < len(protocol.areas):
            return "areas_missing", {"count": len(protocol.areas) - len(others), "of": len(protocol.areas)}
        own = minus(own, together(others))
    why = why_not(own, protocol, rules)
    before = len(own) - int(own.since.sum())
    counts = {"before": before, "after": int(own.since.sum())}
    if why:
        return why, counts | dict(rules.series)
    if protocol.is_log and not np.all(own.people > 1):
        return "no_people_for_log", {}
    found = fit(own, protocol, level=protocol.promise.level, rules=rules)
    per = per_of(protocol.promise.baseline.units)
    ends = (found.change, found.lower, found.upper)
    since = own.since > 0
    mean = float(np.sum((own.figure * own.people)[since]) / np.sum(own.people[since]))
    figures = {"autocorrelation": found.autocorrelation, **counts}
    if protocol.is_log:
        figures |= dict(zip(("ratio", "ratio_lower", "ratio_upper"), np.exp(ends).tolist(), strict=True))
        ends = tuple(mean * (1 - float(np.exp(-one))) for one in ends)  # type: ignore[assignment]
    change = (per * ends[0], per * ends[1], per * ends[2])
    reasons: Reasons = {f"method_{found.method}": counts}
    return Found(
        change=change,
        mean=per * mean,
        method=_named(protocol, found.method),
        reasons=reasons,
        figures=figures,
    )


def _by_areas(
    own: Course,
    series: Series,
    protocol: Protocol,
    as_at: date,
    points: tuple[Point, ...],
    rules: EffectRules,
) -> Found | Refused:
    """By the change in areas that did not act, each of those with figures on both sides of the start."""
    others = [one for one in _others(series, protocol, as_at, points) if has_both(one)]
    if len(others) < rules.areas["least"]:
        return "few_areas", {"count": len(others), "least": rules.areas["least"]}
    if not has_both(own):
        return "few_before", {"before": 0, "least_before": 1}
    made = protocol.promise
    per = per_of(made.baseline.units)
    found = compare(own, others, level=made.level, variance=made.variance / per**2)
    since = own.since > 0
    mean = float(np.sum((own.figure * own.people)[since]) / np.sum(own.people[since]))
    counts = {"rank": found.rank, "areas": found.areas, "others": len(others)}
    return Found(
        change=(per * found.change, per * found.lower, per * found.upper),
        mean=per * mean,
        method="areas",
        reasons={"method_areas": counts},
        figures={**counts, "by_chance": found.by_chance, "spread_between": per * found.spread_between},
    )


def _others(series: Series, protocol: Protocol, as_at: date, points: tuple[Point, ...]) -> list[Course]:
    """The courses of the areas that the protocol names, by the same rules and in the same periods as the area's own."""
    named = [one for one in series.areas if one.area in protocol.areas]
    found = []
    for one in sorted(named, key=lambda area: area.area):
        chosen = _points_of(one, protocol, as_at, {str(point.span) for point in points}, series)
        if chosen:
            found.append(course_of(chosen, series, points[0].span))
    return found


def _points_of(
    area: AreaSeries, protocol: Protocol, as_at: date, periods: set[str], series: Series
) -> tuple[Point, ...]:
    made = protocol.promise
    seen = usable(
        area.points,
        baseline=made.baseline.period,
        counted_by=made.baseline.counted_by,
        starts=made.starts,
        until=made.until,
        as_at=as_at,
        marks=series.marks,
    )
    after = tuple(one for one in seen.after if str(one.span) in periods)
    return (*before_points(seen.before, protocol), *after) if has_counts(series.units) or after else ()


def _named(protocol: Protocol, method: str) -> str:
    return f"{protocol.design}_{method}"
