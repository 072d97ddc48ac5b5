"""One step over time with control limits: how far it could move by chance at the size of each period."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evenhand.findings.words import capital
from evenhand.foundations import Period
from evenhand.measures import Measure
from evenhand.measures.process.charts import p_prime_chart, u_prime_chart
from evenhand.measures.process.rules import load_process_rules
from evenhand.measures.process.types import Chart
from evenhand.publish.charts import ProcessPoint, ProcessSpec, Shape, draw_process
from evenhand.publish.charts.process import BEYOND, NEAR, NONE, RUN
from evenhand.publish.facts import protection_words
from evenhand.publish.shelf import Estimate, Shelf
from evenhand.publish.step_words import axis_words, value_words
from evenhand.publish.time_figure import break_notes, breaks_between
from evenhand.publish.views import Figure, Table
from evenhand.publish.words import whole
from evenhand.vocabulary import Stage

_NAMES = (Measure.P_PRIME, Measure.U_PRIME)
YEAR_BEGINS = (4, 1)
"""The first month and day of a financial year."""


def process_figure(
    shelf: Shelf, name: str, stage: Stage, periods: tuple[str, ...], rows: Sequence[Estimate]
) -> Figure | None:
    """Return the chart of everyone's rows, one a period; None with fewer periods than limits need.

    A stretch between two breaks has a centre and limits of its own, where it is long enough: nothing else is rebased.
    """
    known = {row.period: row for row in rows if row.numerator is not None and row.denominator}
    if len(known) < load_process_rules().least_periods:
        return None
    breaks = breaks_between(periods, [when for when, _ in shelf.release.breaks])
    found = _chart(stage, periods, known, breaks)
    if np.isnan(found.lower).all():
        return None
    found = _held(shelf, stage, found, periods, next(iter(known.values())))
    signals = _signals(found)
    spec = _spec(shelf, stage, periods, found, signals, breaks)
    row = next(iter(known.values()))
    marked = [n for n, one in enumerate(signals) if one]
    beyond = [n for n, one in enumerate(signals) if one == BEYOND]
    key = "beyond" if beyond else "signal" if marked else "none"
    when = shelf.speech.joined(shelf.speech.period(periods[n]) for n in (beyond or marked))
    title = shelf.say(f"figures.process.seen_{key}", what=capital(axis_words(shelf, stage)), when=when)
    return Figure(
        id=f"{name}-limits",
        title=title,
        lead=shelf.say("figures.process.lead"),
        description=f"{title}.",
        wide=draw_process(spec, Shape.WIDE),
        narrow=draw_process(spec, Shape.NARROW),
        table=_table(shelf, stage, periods, known, found, signals),
        notes=(*break_notes(shelf, periods), shelf.say("figures.process.note")),
        facts=" · ".join(one for one in (shelf.area_name(row.area), protection_words(shelf)) if one),
    )


def _chart(stage: Stage, periods: Sequence[str], known: dict[str, Estimate], breaks: Sequence[int]) -> Chart:
    x = np.array([float(known[one].numerator or 0) if one in known else np.nan for one in periods])
    n = np.array([float(known[one].denominator or 0) if one in known else 0.0 for one in periods])
    segments = np.searchsorted(np.array(breaks), np.arange(len(periods)), side="right")
    if stage.measure == "rate":
        return u_prime_chart(x, n, segments=segments, per=float(stage.per))
    return p_prime_chart(np.minimum(x, n), n, segments=segments, per=100.0)


def _held(shelf: Shelf, stage: Stage, found: Chart, periods: Sequence[str], row: Estimate) -> Chart:
    """The chart with the limits of the release's own rows where it has them: widened by what protection hides."""
    rows = {
        one.period: one
        for one in shelf.over_time(row.area, _NAMES[stage.measure == "rate"], stage)
        if one.characteristic == row.characteristic and one.has_range
    }
    lower, upper, outside = found.lower.copy(), found.upper.copy(), found.signals.outside.copy()
    for n, period in enumerate(periods):
        if one := rows.get(period):
            value, low, high = (row.scale * (end or 0.0) for end in (one.estimate, one.lower, one.upper))
            lower[n], upper[n] = low, high
            outside[n] = int(value > high) - int(value < low)
    share = load_process_rules().near_share
    near_lower, near_upper = (found.centre + share * (end - found.centre) for end in (lower, upper))
    inside = (found.value >= near_lower) & (found.value <= near_upper)
    near = np.where(inside, 0, found.signals.near_limit).astype(np.int8)
    signals = replace(found.signals, outside=outside, near_limit=near)
    return replace(
        found, lower=lower, upper=upper, near_lower=near_lower, near_upper=near_upper, signals=signals
    )


def _signals(found: Chart) -> list[str]:
    """What the rules say of each point, the strongest alone."""
    rules = found.signals
    named = ((BEYOND, rules.outside), (NEAR, rules.near_limit), (RUN, rules.one_side), (RUN, rules.trend))
    return [next((name for name, one in named if one[n] != 0), NONE) for n in range(len(found.value))]


def _spec(
    shelf: Shelf,
    stage: Stage,
    periods: tuple[str, ...],
    found: Chart,
    signals: Sequence[str],
    breaks: tuple[int, ...],
) -> ProcessSpec:
    say = shelf.say
    points = tuple(
        ProcessPoint(
            value=_number(found.value[n]),
            centre=_number(found.centre[n]),
            lower=_number(found.lower[n]),
            upper=_number(found.upper[n]),
            near_lower=_number(found.near_lower[n]),
            near_upper=_number(found.near_upper[n]),
            signal=signals[n],
        )
        for n in range(len(periods))
    )
    return ProcessSpec(
        periods=tuple(shelf.speech.period(one) for one in periods),
        points=points,
        axis_words=axis_words(shelf, stage),
        centre_words=say("figures.process.centre"),
        limit_words=say("figures.process.limits"),
        near_words=say("figures.process.nearer"),
        signal_words=tuple((name, say(f"figures.process.{name}")) for name in (BEYOND, NEAR, RUN)),
        breaks=breaks,
        break_words=say("figures.process.break"),
        years=year_begins(periods),
        year_words=say("figures.process.year"),
    )


def year_begins(periods: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the periods with which a financial year begins; none where each is a year or more."""
    spans = [Period.parse(one) for one in periods]
    if any(one.days > 200 for one in spans):
        return ()
    return tuple(n for n, one in enumerate(spans) if n and (one.first.month, one.first.day) == YEAR_BEGINS)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _table(
    shelf: Shelf,
    stage: Stage,
    periods: Sequence[str],
    known: dict[str, Estimate],
    found: Chart,
    signals: Sequence[str],
) -> Table:
    say = shelf.say
    some = next(iter(known.values()))

    def said(value: float) -> str:
        return "–" if np.isnan(value) else value_words(some, float(value) / some.scale)

    lines = []
    for n, one in enumerate(periods):
        size = whole(float(known[one].denominator or 0)) if one in known else "–"
        limits = (
            "–"
            if np.isnan(found.lower[n])
            else say("words.from_to", first=said(found.lower[n]), last=said(found.upper[n]))
        )
        signal = say(f"figures.process.{signals[n]}") if signals[n] else "–"
        lines.append(
            (shelf.speech.period(one), size, said(found.value[n]), said(found.centre[n]), limits, signal)
        )
    names = ("period", "size", "value", "centre", "limits", "signal")
    return Table(
        caption=capital(axis_words(shelf, stage)),
        heads=tuple(say(f"figures.process.head_{name}") for name in names),
        rows=tuple(lines),
        numbers=frozenset({1, 2, 3, 4}),
    )
