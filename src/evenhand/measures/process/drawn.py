"""From centres and limits to a chart: near limits, signals, runs, and why limits are missing."""

from dataclasses import dataclass

import numpy as np

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.process.rules import ProcessRules
from evenhand.measures.process.signals import near_limit, one_side, outside, runs_of, trend, within_stretches
from evenhand.measures.process.stretches import Stretches
from evenhand.measures.process.types import Chart, ChartKind, Runs, Sides, Signals

Bounds = tuple[Array, Array]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Values, centre, limits and near limits of shape (series, periods), before the rules are looked at."""

    value: Array
    centre: Array
    limits: Bounds
    near: Bounds
    scatter: Array
    exact: Mask


def around(value: Array, centre: Array, half: Array, scatter: Array, rules: ProcessRules) -> Drawn:
    """Return what is drawn where limits lie `half` on each side of the centre, the near ones at a share of that."""
    near = rules.near_share * half
    return Drawn(
        value=value,
        centre=centre,
        limits=(centre - half, centre + half),
        near=(centre - near, centre + near),
        scatter=scatter,
        exact=np.zeros(value.shape, np.bool_),
    )


def chart_of(
    kind: ChartKind,
    drawn: Drawn,
    stretches: Stretches,
    *,
    per: float,
    shape: tuple[int, ...],
    rules: ProcessRules,
) -> Chart:
    """Return the chart in the shape in which the series were given; limits of too short stretches are taken away."""
    few = stretches.count() < rules.least_periods
    nothing = few | np.isnan(drawn.limits[0]) | ~stretches.there
    lower, upper, near_lower, near_upper = (
        np.where(nothing, np.nan, one) for one in (*drawn.limits, *drawn.near)
    )
    value, centre = drawn.value, np.where(stretches.there, drawn.centre, np.nan)
    side = np.where(stretches.there, np.sign(np.nan_to_num(value - centre)), 0).astype(np.int8)
    beyond = outside(value, lower, upper)
    close = (beyond == 0) & ((value < near_lower) | (value > near_upper))
    signals = _signals(kind, value, side, beyond, close, few, stretches, rules)
    runs = runs_of(side, stretches.there, stretches.segment, rules)
    reason = np.where(few, "few_periods", np.where(np.isnan(drawn.limits[0]), "no_scatter", ""))
    if kind is ChartKind.RUN:
        reason = np.where(few, "few_periods", "")
    reason = np.where(stretches.there, reason, "nobody").astype(np.str_)
    return Chart(
        kind=kind,
        per=per,
        value=(per * value).reshape(shape),
        centre=(per * centre).reshape(shape),
        lower=(per * lower).reshape(shape),
        upper=(per * upper).reshape(shape),
        near_lower=(per * near_lower).reshape(shape),
        near_upper=(per * near_upper).reshape(shape),
        scatter=drawn.scatter.reshape(shape),
        segment=stretches.segment.reshape(shape),
        exact=(drawn.exact & ~nothing).reshape(shape),
        signals=Signals(**{name: one.reshape(shape) for name, one in signals.items()}),
        runs=_shaped_runs(runs, shape),
        reason=reason.reshape(shape),
    )


def _signals(
    kind: ChartKind,
    value: Array,
    side: Sides,
    beyond: Sides,
    close: Mask,
    few: Mask,
    stretches: Stretches,
    rules: ProcessRules,
) -> dict[str, Sides]:
    """The signals of each rule; none in a stretch that is too short, and of a run chart those of runs alone."""
    there = stretches.there & ~few & (kind is not ChartKind.RUN)
    near, of = rules.near_of
    return {
        "outside": beyond,
        "one_side": within_stretches(
            there,
            stretches.segment,
            lambda inside, sides: one_side(inside, sides, least=rules.one_side),
            side,
        ),
        "trend": within_stretches(
            there,
            stretches.segment,
            lambda inside, values: trend(inside, values, least=rules.in_trend),
            value,
        ),
        "near_limit": within_stretches(
            there,
            stretches.segment,
            lambda inside, sides, some: near_limit(inside, sides, some, near=near, of=of),
            side,
            close,
        ),
    }


def _shaped_runs(runs: Runs, shape: tuple[int, ...]) -> Runs:
    names = ("useful", "longest", "longest_allowed", "crossings", "crossings_least", "signal")
    return Runs(**{name: getattr(runs, name).reshape(*shape[:-1], -1) for name in names})
