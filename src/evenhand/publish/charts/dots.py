"""Dot and interval, one row per group, the reference as a dashed line: do groups differ at a step?"""

from collections.abc import Iterator
from dataclasses import dataclass

from evenhand.publish.charts.axis import Axis, axis, tick_words
from evenhand.publish.charts.marks import (
    DARK,
    FRAME,
    GREY,
    GRID,
    MUTED,
    Drawing,
    Mark,
    Shape,
    circle,
    line,
    words,
)
from evenhand.publish.charts.text import text_width, wrap


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One group: its name, its figure with the range, the words beside it.

    `strong` marks a group of interest. Without an estimate the range alone is drawn.
    """

    label: str
    estimate: float | None
    lower: float
    upper: float
    figure: str
    of: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DotSpec:
    """The groups from top to bottom, the reference with its name, what the axis counts and its ends.

    `figure_words` heads the column of figures.
    """

    rows: tuple[DotRow, ...]
    axis_words: str
    low: float
    high: float
    reference: float | None = None
    reference_label: str = ""
    figure_words: str = ""


def draw_dots(spec: DotSpec, shape: Shape) -> Drawing:
    """Return the chart: names beside the dots on a wide page, above them on a narrow one."""
    return _wide(spec) if shape is Shape.WIDE else _narrow(spec)


def _wide(spec: DotSpec) -> Drawing:
    scale = axis(spec.low, spec.high, 226, 670)
    top, y = 34.0, 34.0
    rows: list[Mark] = [
        words(700, 16, spec.figure_words, size=13, fill=MUTED),
    ]
    for row in spec.rows:
        names = wrap(row.label, 15, 200, bold=row.strong)
        height = 15 + 18 * len(names)
        middle = y + height / 2
        first = middle + 5 - 9 * (len(names) - 1)
        rows += [
            words(208, first + 18 * n, name, anchor="end", bold=row.strong) for n, name in enumerate(names)
        ]
        rows += _dot(row, scale, middle)
        rows.append(words(700, middle + 5, row.figure, size=14, bold=row.strong))
        rows.append(words(916, middle + 5, row.of, size=14, fill=MUTED, anchor="end"))
        y += height
    back = [*_grid(scale, top - 6, y), *_reference(spec, scale, (top - 6, y))]
    foot = _axis_words(spec, (scale.start + scale.end) / 2, y + 42, 620)
    return Drawing(width=920, height=round(y + 52 + 17 * (len(foot) - 1)), marks=(*back, *rows, *foot))


def _narrow(spec: DotSpec) -> Drawing:
    scale = axis(spec.low, spec.high, 10, 308, most=4)
    y = 30.0
    rows: list[Mark] = []
    for row in spec.rows:
        beside = f"{row.figure} {row.of}".strip()
        room = 310 - text_width(beside, 13) - 8
        names = wrap(row.label, 14, room, bold=row.strong)
        rows += [
            words(2, y + 12 + 17 * n, name, size=14, bold=row.strong, halo=True)
            for n, name in enumerate(names)
        ]
        rows.append(words(318, y + 12, beside, size=13, fill=MUTED, anchor="end", halo=True))
        y += 17 * len(names) + 12
        rows += _dot(row, scale, y)
        y += 17
    back = [*_grid(scale, 24, y - 4), *_reference(spec, scale, (24, y - 4))]
    foot = _axis_words(spec, 160, y + 32, 300)
    return Drawing(width=320, height=round(y + 42 + 17 * (len(foot) - 1)), marks=(*back, *rows, *foot))


def _dot(row: DotRow, scale: Axis, y: float) -> Iterator[Mark]:
    colour, width, radius = (DARK, 4.0, 7.0) if row.strong else (GREY, 2.5, 5.5)
    yield line((scale.at(row.lower), y), (scale.at(row.upper), y), colour, width)
    if row.estimate is not None:
        yield circle(scale.at(row.estimate), y, radius, colour)
    else:
        for end in (row.lower, row.upper):
            yield line((scale.at(end), y - 6), (scale.at(end), y + 6), colour, width)


def _grid(scale: Axis, top: float, bottom: float) -> Iterator[Mark]:
    for tick in scale.ticks:
        x = scale.at(tick)
        yield line((x, top), (x, bottom), GRID)
        yield words(x, bottom + 18, tick_words(tick), size=13, fill=MUTED, anchor="middle")
    yield line((scale.start, bottom), (scale.end, bottom), FRAME)


def _reference(spec: DotSpec, scale: Axis, ends: tuple[float, float]) -> Iterator[Mark]:
    if spec.reference is None:
        return
    x = scale.at(spec.reference)
    half = text_width(spec.reference_label, 13) / 2
    middle = min(max(x, scale.start + half - 8), scale.end - half + 8)
    yield line((x, ends[0]), (x, ends[1]), GREY, 1.5, stroke_dasharray="4 3")
    yield words(middle, ends[0] - 8, spec.reference_label, size=13, fill=GREY, anchor="middle")


def _axis_words(spec: DotSpec, x: float, y: float, room: float) -> list[Mark]:
    return [
        words(x, y + 17 * n, text, size=13.5, fill=MUTED, anchor="middle")
        for n, text in enumerate(wrap(spec.axis_words, 13.5, room))
    ]
