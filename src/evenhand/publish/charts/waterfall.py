"""Waterfall in points per 100 people: at which step does the gap arise? The parts add to the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from evenhand.publish.charts.axis import Axis, axis, tick_words
from evenhand.publish.charts.marks import (
    DARK,
    FRAME,
    GREY,
    GRID,
    INK,
    MUTED,
    PALE,
    Drawing,
    Mark,
    Shape,
    line,
    rect,
    words,
)
from evenhand.publish.charts.text import wrap

_HEIGHT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallRow:
    """One step: its name, its part in points, and the part in words."""

    label: str
    points: float
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallSpec:
    """The steps in order; the total with its range in points; what the axis counts."""

    rows: tuple[WaterfallRow, ...]
    total: WaterfallRow
    lower: float | None
    upper: float | None
    axis_words: str


def draw_waterfall(spec: WaterfallSpec, shape: Shape) -> Drawing:
    """Return the chart: each part begins where the one before it ended; the total is below."""
    wide = shape is Shape.WIDE
    scale = _scale(spec, wide=wide)
    y, so_far = 10.0, 0.0
    marks: list[Mark] = []
    for row in spec.rows:
        y, middle = _label(marks, row, y, wide=wide, bold=False)
        marks += _part(row, scale, middle, so_far, PALE)
        so_far += row.points
        if wide:
            marks.append(line((scale.at(so_far), middle), (scale.at(so_far), y + 14), FRAME, 1))
    y, middle = _label(marks, spec.total, y + 6, wide=wide, bold=True)
    marks += _part(spec.total, scale, middle, 0.0, DARK)
    if spec.lower is not None and spec.upper is not None:
        low = middle + _HEIGHT / 2 + 7
        marks.append(line((scale.at(spec.lower), low), (scale.at(spec.upper), low), GREY, 2.5))
        y += 8
    middle_x = (scale.start + scale.end) / 2 if wide else 160
    foot = [
        words(middle_x, y + 40 + 17 * n, text, size=13.5, fill=MUTED, anchor="middle")
        for n, text in enumerate(wrap(spec.axis_words, 13.5, 640 if wide else 300))
    ]
    back = tuple(_grid(scale, 2, y))
    return Drawing(
        width=shape.value, height=round(y + 50 + 17 * (len(foot) - 1)), marks=(*back, *marks, *foot)
    )


def _scale(spec: WaterfallSpec, *, wide: bool) -> Axis:
    reached = [0.0, spec.total.points, *accumulate(row.points for row in spec.rows)]
    reached += [end for end in (spec.lower, spec.upper) if end is not None]
    start, end = (290, 800) if wide else (10, 240)
    return axis(min(reached), max(reached), start, end, most=6 if wide else 4)


def _label(marks: list[Mark], row: WaterfallRow, y: float, *, wide: bool, bold: bool) -> tuple[float, float]:
    """Put the step's name in place; return where the row ends and where its bar has its middle."""
    size, room = (15, 260) if wide else (14, 310)
    names = wrap(row.label, size, room, bold=bold)
    if wide:
        height = max(34, 18 * len(names) + 10)
        first = y + height / 2 + 5 - 9 * (len(names) - 1)
        marks += [
            words(272, first + 18 * n, name, size=size, anchor="end", bold=bold)
            for n, name in enumerate(names)
        ]
        return y + height, y + height / 2
    marks += [
        words(2, y + 13 + 18 * n, name, size=size, bold=bold, halo=True) for n, name in enumerate(names)
    ]
    bar = y + 18 * len(names) + 4 + _HEIGHT / 2
    return bar + _HEIGHT / 2 + 8, bar


def _part(row: WaterfallRow, scale: Axis, middle: float, start: float, fill: str) -> Iterator[Mark]:
    ends = sorted((scale.at(start), scale.at(start + row.points)))
    yield rect(ends[0], middle - _HEIGHT / 2, max(ends[1] - ends[0], 1.5), _HEIGHT, fill)
    yield words(ends[1] + 8, middle + 5, row.figure, size=14, bold=True, fill=INK, halo=True)


def _grid(scale: Axis, top: float, bottom: float) -> Iterator[Mark]:
    for tick in scale.ticks:
        x = scale.at(tick)
        yield line((x, top), (x, bottom), GREY if tick == 0 else GRID, 1.5 if tick == 0 else 1)
        yield words(x, bottom + 18, tick_words(tick), size=13, fill=MUTED, anchor="middle")
