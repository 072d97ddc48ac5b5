"""Each group's own figure beside the one that borrows from the others: ring and thin line, dot and thick line.

Rows stand in the order given. The dashed line is what is borrowed towards. Where a group has few people the dot lies
nearer to it than the ring does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from evenhand.publish.charts.axis import Axis, axis, tick_words
from evenhand.publish.charts.legend import Entry, legend
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
class ShrunkenRow:
    """One group: its own figure with its range, the borrowed one with its range, and that in words.

    Its own range may be missing where too few people stand behind it, and so may its own figure.
    """

    label: str
    own: float | None
    own_lower: float | None
    own_upper: float | None
    borrowed: float
    lower: float
    upper: float
    figure: str
    of: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShrunkenSpec:
    """The rows from top to bottom, what is borrowed towards, and the words of the axis and both marks."""

    rows: tuple[ShrunkenRow, ...]
    axis_words: str
    centre: float
    centre_words: str
    own_words: str
    borrowed_words: str
    figure_words: str


def draw_shrunken(spec: ShrunkenSpec, shape: Shape) -> Drawing:
    """Return the chart: names beside the marks on a wide page, above them on a narrow one."""
    wide = shape is Shape.WIDE
    heads, y = legend(_entries(spec), shape, 16)
    left, right = (226.0, 670.0) if wide else (10.0, 308.0)
    scale = axis(*_ends(spec), left, right, most=6 if wide else 4)
    top = y + 14
    marks: list[Mark] = [words(700, y + 8, spec.figure_words, size=13, fill=MUTED)] if wide else []
    y = top
    for row in spec.rows:
        made, y = _wide_row(row, scale, y) if wide else _narrow_row(row, scale, y)
        marks += made
    back = list(_grid(spec, scale, (top, y + 4)))
    foot = [
        words((left + right) / 2, y + 46 + 17 * n, part, size=13.5, fill=MUTED, anchor="middle")
        for n, part in enumerate(wrap(spec.axis_words, 13.5, 620 if wide else 296))
    ]
    return Drawing(
        width=shape.value, height=round(y + 40 + 17 * len(foot)), marks=(*heads, *back, *marks, *foot)
    )


def _ends(spec: ShrunkenSpec) -> tuple[float, float]:
    found = [
        end
        for row in spec.rows
        for end in (row.own, row.own_lower, row.own_upper, row.lower, row.upper)
        if end is not None
    ]
    return min(*found, spec.centre), max(*found, spec.centre)


def _wide_row(row: ShrunkenRow, scale: Axis, y: float) -> tuple[list[Mark], float]:
    names = wrap(row.label, 15, 200, bold=row.strong)
    height = max(34, 15 + 18 * len(names))
    middle = y + height / 2
    first = middle + 5 - 9 * (len(names) - 1)
    marks = [words(208, first + 18 * n, name, anchor="end", bold=row.strong) for n, name in enumerate(names)]
    marks += _marks(row, scale, middle)
    marks.append(words(700, middle + 5, row.figure, size=14, bold=row.strong))
    marks.append(words(916, middle + 5, row.of, size=14, fill=MUTED, anchor="end"))
    return marks, y + height


def _narrow_row(row: ShrunkenRow, scale: Axis, y: float) -> tuple[list[Mark], float]:
    beside = f"{row.figure} {row.of}".strip()
    names = wrap(row.label, 14, 302 - text_width(beside, 13), bold=row.strong)
    marks = [
        words(2, y + 14 + 17 * n, name, size=14, bold=row.strong, halo=True) for n, name in enumerate(names)
    ]
    marks.append(words(318, y + 14, beside, size=13, fill=MUTED, anchor="end", halo=True))
    y += 17 * len(names) + 16
    return [*marks, *_marks(row, scale, y)], y + 16


def _marks(row: ShrunkenRow, scale: Axis, y: float) -> Iterator[Mark]:
    """The group's own figure above, the borrowed one below."""
    if row.own_lower is not None and row.own_upper is not None:
        yield line((scale.at(row.own_lower), y - 5), (scale.at(row.own_upper), y - 5), FRAME, 1.5)
    if row.own is not None:
        yield _ring(scale.at(row.own), y - 5)
    yield line((scale.at(row.lower), y + 5), (scale.at(row.upper), y + 5), DARK, 3)
    yield circle(scale.at(row.borrowed), y + 5, 6, DARK)


def _ring(x: float, y: float) -> Mark:
    return circle(x, y, 4.5, "#fff", stroke=GREY, stroke_width="2")


def _grid(spec: ShrunkenSpec, scale: Axis, ends: tuple[float, float]) -> Iterator[Mark]:
    for tick in scale.ticks:
        x = scale.at(tick)
        yield line((x, ends[0]), (x, ends[1]), GRID)
        yield words(x, ends[1] + 18, tick_words(tick), size=13, fill=MUTED, anchor="middle")
    yield line((scale.start, ends[1]), (scale.end, ends[1]), FRAME)
    x = scale.at(spec.centre)
    yield line((x, ends[0]), (x, ends[1]), GREY, 1.5, stroke_dasharray="4 3")


def _entries(spec: ShrunkenSpec) -> list[Entry]:
    return [
        Entry(marks=(line((2, 0), (30, 0), FRAME, 1.5), _ring(16, 0)), words=spec.own_words),
        Entry(marks=(line((2, 0), (30, 0), DARK, 3), circle(16, 0, 6, DARK)), words=spec.borrowed_words),
        Entry(marks=(line((0, 0), (32, 0), GREY, 1.5, stroke_dasharray="4 3"),), words=spec.centre_words),
    ]
