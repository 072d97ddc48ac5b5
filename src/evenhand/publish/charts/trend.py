"""How many times as often one group does something as another, period by period, on a scale of doublings, with a trend.

Twice as often and half as often lie equally far from the dashed line at 1.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from evenhand.publish.charts.axis import Axis, tick_words
from evenhand.publish.charts.legend import Entry, legend, line_sample
from evenhand.publish.charts.marks import (
    DARK,
    GREY,
    GRID,
    LIGHT,
    MUTED,
    Drawing,
    Mark,
    Shape,
    band,
    circle,
    line,
    path,
    rect,
    words,
)
from evenhand.publish.charts.plot import Plot, plot
from evenhand.publish.charts.timeline import break_lines, period_words, places_of

_HEIGHT = {Shape.WIDE: 230.0, Shape.NARROW: 200.0}
_TICKS = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1.0, 2.0, 4.0, 8.0, 16.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One period: the ratio with its range, and the trend's line there with its range, where they are known."""

    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    line: float | None = None
    line_lower: float | None = None
    line_upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendSpec:
    """The periods in order with their ratios, before which a break lies, and the words. Ratios are above 0."""

    periods: tuple[str, ...]
    points: tuple[TrendPoint, ...]
    axis_words: str
    point_words: str
    line_words: str
    range_words: str
    none_words: str
    breaks: tuple[int, ...] = ()
    break_words: str = ""


def draw_trend(spec: TrendSpec, shape: Shape) -> Drawing:
    """Return the chart."""
    field, head = plot(shape, spec.axis_words, _HEIGHT[shape])
    places = places_of(len(spec.periods), field.left, field.right)
    each = (field.right - field.left) / max(len(places), 1)
    scale = _scale(spec, field)
    marks = [*head, *_line(spec, scale, places), *_grid(field, scale)]
    marks += break_lines(spec.breaks, places, (field.top + 6, field.bottom))
    for one, x in zip(spec.points, places, strict=True):
        marks += _point(one, scale, x)
    named, y = period_words(spec.periods, places, each, field.bottom, field.size)
    foot, y = legend(_entries(spec), shape, y + 26)
    return Drawing(width=shape.value, height=round(y), marks=(*marks, *named, *foot))


def _scale(spec: TrendSpec, field: Plot) -> Axis:
    """Powers of two, as far as the ranges go but to a sixteenth and to sixteen at most."""
    ends = [
        end
        for one in spec.points
        for end in (one.value, one.lower, one.upper, one.line, one.line_lower, one.line_upper)
        if end is not None and end > 0
    ]
    low = max([tick for tick in _TICKS if tick <= min([*ends, 0.5])] or [_TICKS[0]])
    high = min([tick for tick in _TICKS if tick >= max([*ends, 2.0])] or [_TICKS[-1]])
    ticks = tuple(log2(tick) for tick in _TICKS if low <= tick <= high)
    return Axis(low=log2(low), high=log2(high), start=field.bottom, end=field.top + 8, ticks=ticks)


def _at(scale: Axis, ratio: float) -> float:
    return scale.at(log2(ratio)) if ratio > 0 else scale.start


def _grid(field: Plot, scale: Axis) -> Iterator[Mark]:
    for tick in scale.ticks:
        y, ratio = scale.at(tick), 2.0**tick
        one = {"stroke_dasharray": "4 3"} if tick == 0 else {}
        yield line((field.left, y), (field.right, y), GREY if one else GRID, 1.5 if one else 1, **one)
        said = tick_words(ratio) if ratio >= 1 else f"1/{1 / ratio:.0f}"
        yield words(field.left - 6, y + 4, said, size=field.size, fill=MUTED, anchor="end")


def _point(one: TrendPoint, scale: Axis, x: float) -> Iterator[Mark]:
    if one.lower is not None and one.upper is not None:
        yield line((x, _at(scale, one.lower)), (x, _at(scale, one.upper)), GREY, 2)
    if one.value is not None:
        yield circle(x, _at(scale, one.value), 5.5, GREY)


def _line(spec: TrendSpec, scale: Axis, places: Sequence[float]) -> Iterator[Mark]:
    """The trend, with a pale field for its range: straight on this scale."""
    known = [(x, one) for x, one in zip(places, spec.points, strict=True) if one.line is not None]
    ranged = [(x, one) for x, one in known if one.line_lower is not None and one.line_upper is not None]
    if len(ranged) > 1:
        upper = [(x, _at(scale, one.line_upper or 1.0)) for x, one in ranged]
        yield band(upper, [(x, _at(scale, one.line_lower or 1.0)) for x, one in ranged])
    if len(known) > 1:
        yield path([(x, _at(scale, one.line or 1.0)) for x, one in known], DARK, 3)


def _entries(spec: TrendSpec) -> list[Entry]:
    entries = [
        Entry(marks=(line((16, -9), (16, 7), GREY, 2), circle(16, -1, 5.5, GREY)), words=spec.point_words)
    ]
    if sum(one.line is not None for one in spec.points) > 1:
        entries.append(Entry(marks=line_sample(DARK, 3), words=spec.line_words))
        if any(one.line_lower is not None for one in spec.points):
            entries.append(Entry(marks=(rect(2, -8, 28, 14, LIGHT),), words=spec.range_words))
    entries.append(Entry(marks=line_sample(GREY, 1.5, stroke_dasharray="4 3"), words=spec.none_words))
    if any(0 < n < len(spec.points) for n in spec.breaks):
        sample = line((16, -8), (16, 6), GREY, 2, stroke_dasharray="2 4")
        entries.append(Entry(marks=(sample,), words=spec.break_words))
    return entries
