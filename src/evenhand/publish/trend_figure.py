"""The disparity itself over time: how many times as often one group took a step as its reference, and the trend of that."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.findings.words import capital
from evenhand.foundations import Period
from evenhand.measures import Measure
from evenhand.measures.process.ratio_trend import RatioTrend, ratio_trend
from evenhand.publish.charts import Shape, TrendPoint, TrendSpec, draw_trend
from evenhand.publish.facts import protection_words
from evenhand.publish.interest import groups_at
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.step_figures import reference_of
from evenhand.publish.step_words import axis_words
from evenhand.publish.time_figure import breaks_between
from evenhand.publish.views import Figure, Table
from evenhand.publish.words import rate_figure
from evenhand.vocabulary import UNKNOWNS, Stage

LEAST = 3
"""With fewer ratios than these there is nothing to see that the chart of both groups does not show."""
_DAYS = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """The counts of a group and its reference in each period; NaN where one may not be shown."""

    group: str
    reference: str
    columns: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def trend_figure(
    shelf: Shelf,
    name: str,
    stage: Stage,
    periods: tuple[str, ...],
    all_rows: Sequence[Estimate],
    division: Division,
) -> Figure | None:
    """Return the figure of the group of interest, else of the largest; None with fewer than three ratios.

    A trend is taken over the periods since the last break, so that no figure compares two sides of one.
    """
    rows = [row for row in all_rows if row.division == division and row.group not in UNKNOWNS]
    pair = _pair(shelf, stage, periods, rows)
    if pair is None:
        return None
    breaks = breaks_between(periods, [when for when, _ in shelf.release.breaks])
    since = max(breaks, default=0)
    years = (
        np.array([Period.parse(one).first.toordinal() + Period.parse(one).days / 2 for one in periods])
        / _DAYS
    )
    people = stage.measure != "rate"
    x, n, x0, n0 = pair.columns
    whole_span = ratio_trend(x, n, x0, n0, years, people=people)
    found = ratio_trend(x[since:], n[since:], x0[since:], n0[since:], years[since:], people=people)
    if int(np.isfinite(whole_span.ratio.value[0]).sum()) < LEAST:
        return None
    row = next((one for one in shelf.estimates if _is_trend(shelf, one, stage, rows[0], pair)), None)
    slope = np.nan if row is None or row.best is None else row.best
    line = _line(found, slope, years[since:])
    points = _points(whole_span, line, since)
    named = {
        "group": capital(shelf.group_people(division, pair.group)),
        "reference": shelf.group_people(division, pair.reference),
    }
    spec = TrendSpec(
        periods=tuple(shelf.speech.period(one) for one in periods),
        points=points,
        axis_words=shelf.say("page.over_time.ratio", **named),
        point_words=shelf.say("figures.trend.point"),
        line_words=shelf.say("figures.trend.line"),
        range_words=shelf.say("figures.trend.range"),
        none_words=shelf.say("figures.trend.level"),
        breaks=breaks,
        break_words=shelf.say("figures.process.break"),
    )
    title = _seen(shelf, stage, named, row)
    return Figure(
        id=f"{name}-{division.characteristic}-{division.edition}-trend",
        title=title,
        lead=shelf.say("figures.trend.lead"),
        description=f"{title}.",
        wide=draw_trend(spec, Shape.WIDE),
        narrow=draw_trend(spec, Shape.NARROW),
        table=_table(shelf, stage, named, periods, points),
        notes=(*_why_none(shelf, found, row), shelf.say("figures.trend.note")),
        facts=" · ".join(one for one in (shelf.area_name(rows[0].area), protection_words(shelf)) if one),
    )


def _pair(shelf: Shelf, stage: Stage, periods: Sequence[str], rows: Sequence[Estimate]) -> _Pair | None:
    reference = reference_of(rows)
    sizes: dict[str, int] = {}
    for row in rows:
        if row.group != reference:
            sizes[row.group] = sizes.get(row.group, 0) + (row.denominator or 0)
    if reference is None or not sizes:
        return None
    named = groups_at(shelf, rows[0].area, stage, rows[0].division)
    group = min(sizes, key=lambda one: (one not in named, -sizes[one], one))
    own, other = (
        _counts(stage, periods, [row for row in rows if row.group == one]) for one in (group, reference)
    )
    return _Pair(group=group, reference=reference, columns=(*own, *other))


def _counts(stage: Stage, periods: Sequence[str], rows: Sequence[Estimate]) -> tuple[np.ndarray, np.ndarray]:
    """Who took the step and who could have, period by period; NaN where a count may not be shown."""
    own = {row.period: row for row in rows if row.numerator is not None}
    n = np.array([float(own[one].denominator or 0) if one in own else np.nan for one in periods])
    x = np.array([float(own[one].numerator or 0) if one in own else np.nan for one in periods])
    return (x if stage.measure == "rate" else np.minimum(x, n)), n


def _is_trend(shelf: Shelf, row: Estimate, stage: Stage, like: Estimate, pair: _Pair) -> bool:
    """Whether a row is the trend of this pair at this step."""
    return (
        row.measure == Measure.RATIO_TREND
        and (row.area, row.group, row.reference) == (like.area, pair.group, pair.reference)
        and row.division == like.division
        and row.stage in (shelf.programme.stage_key(stage), stage.id)
    )


def _line(found: RatioTrend, per_year: float, years: np.ndarray) -> np.ndarray:
    """The ratio that the trend gives in each period: it runs through the mean of the log ratios."""
    slope = np.log(per_year)
    centre = found.chart.centre[0]
    known = np.isfinite(centre)
    if not np.isfinite(slope) or not known.any():
        return np.full(len(years), np.nan)
    return np.asarray(np.exp(centre[known][0] + slope * (years - years[known].mean())))


def _points(whole_span: RatioTrend, line: np.ndarray, since: int) -> tuple[TrendPoint, ...]:
    estimate = whole_span.ratio
    return tuple(
        TrendPoint(
            value=_number(estimate.value[0][n]),
            lower=_number(estimate.lower[0][n]),
            upper=_number(estimate.upper[0][n]),
            line=_number(line[n - since]) if n >= since else None,
        )
        for n in range(estimate.value.shape[1])
    )


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _seen(shelf: Shelf, stage: Stage, named: dict[str, str], row: Estimate | None) -> str:
    """Whether the ratio moved by more than chance would have it, and by how much a year."""
    said = {**named, "what": stage.label}
    if row is None or row.estimate is None or row.lower is None or row.upper is None:
        return shelf.say("figures.trend.seen_untold", **said)
    ends = {
        "figure": rate_figure(row.estimate),
        "lower": rate_figure(row.lower),
        "upper": rate_figure(row.upper),
    }
    key = "up" if row.lower > 1 else "down" if row.upper < 1 else "level"
    return shelf.say(f"figures.trend.seen_{key}", **said, **ends)


def _why_none(shelf: Shelf, found: RatioTrend, row: Estimate | None) -> tuple[str, ...]:
    """Why no trend is given: too few periods since the last break, or too few events."""
    if row is not None and row.has_range:
        return ()
    reason = str(found.per_year.reason[0]) or "few_periods_for_trend"
    return (shelf.say(f"reasons.{reason}"),)


def _table(
    shelf: Shelf, stage: Stage, named: dict[str, str], periods: Sequence[str], points: Sequence[TrendPoint]
) -> Table:
    def said(value: float | None) -> str:
        return "–" if value is None else rate_figure(value)

    def ends(one: TrendPoint) -> str:
        if one.lower is None:
            return "–"
        return shelf.say("words.from_to", first=said(one.lower), last=said(one.upper))

    lines = tuple(
        (shelf.speech.period(period), said(one.value), ends(one), said(one.line))
        for period, one in zip(periods, points, strict=True)
    )
    return Table(
        caption=f"{shelf.say('page.over_time.ratio', **named)} ({axis_words(shelf, stage)})",
        heads=tuple(shelf.say(f"figures.trend.head_{name}") for name in ("period", "ratio", "range", "line")),
        rows=lines,
        numbers=frozenset({1, 2, 3}),
    )
