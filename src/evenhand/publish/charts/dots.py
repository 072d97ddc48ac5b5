"""Dot and interval, one row per group, the reference as a dashed line: do groups differ at a step?

A second panel may stand beside it, with the same groups: the difference among people who are alike in something.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evenhand.publish.charts.axis import Axis, axis, tick_words
from evenhand.publish.charts.marks import (
    DARK,
    FRAME,
    GREY,
    GRID,
    LIGHT,
    MUTED,
    Drawing,
    Mark,
    Shape,
    circle,
    line,
    rect,
    words,
)
from evenhand.publish.charts.text import text_width, wrap


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One group: its name, its figure with the range, the words beside it.

    `strong` marks a group of interest. Without an estimate the range alone is drawn, and nothing where not `drawn`.
    `could_be` is a pale band behind: how far the figure could lie if people not recorded belonged to the group or not.
    """

    label: str
    estimate: float | None
    lower: float
    upper: float
    figure: str
    of: str
    strong: bool = False
    drawn: bool = True
    could_be: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What stands beside the dots: rows of the same groups (None where it cannot be said), and its own axis.

    The dashed line stands at 0: no difference from the reference. `missing` is said where there is no row.
    """

    heading: str
    first_heading: str
    rows: tuple[DotRow | None, ...]
    axis_words: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DotSpec:
    """The groups from top to bottom, the reference with its name, what the axis counts and its ends.

    `figure_words` heads the column of figures; `beside` is a second panel.
    """

    rows: tuple[DotRow, ...]
    axis_words: str
    low: float
    high: float
    reference: float | None = None
    reference_label: str = ""
    figure_words: str = ""
    beside: Panel | None = None


def draw_dots(spec: DotSpec, shape: Shape) -> Drawing:
    """Return the chart: names beside the dots on a wide page, above them on a narrow one."""
    if shape is Shape.NARROW:
        return _narrow(spec)
    return _wide(spec) if spec.beside is None else _two(spec, spec.beside)


def _wide(spec: DotSpec) -> Drawing:
    scale = axis(spec.low, spec.high, 226, 670)
    top, y = 34.0, 34.0
    rows: list[Mark] = [
        words(700, 16, spec.figure_words, size=13, fill=MUTED),
    ]
    for row in spec.rows:
        height, middle = _place(row, y, 200)
        rows += _label(row, middle, 208, 200)
        rows += _dot(row, scale, middle)
        rows.append(words(700, middle + 5, row.figure, size=14, bold=row.strong))
        rows.append(words(916, middle + 5, row.of, size=14, fill=MUTED, anchor="end"))
        y += height
    back = [*_grid(scale, top - 6, y), *_reference(spec, scale, (top - 6, y))]
    foot = _axis_words(spec.axis_words, (scale.start + scale.end) / 2, y + 42, 620)
    return Drawing(width=920, height=round(y + 52 + 17 * (len(foot) - 1)), marks=(*back, *rows, *foot))


def _two(spec: DotSpec, beside: Panel) -> Drawing:
    """Two panels side by side; the figures stand between them."""
    scale, other = axis(spec.low, spec.high, 176, 430, most=5), _panel_axis(beside, 668, 896)
    heads = [*_heading(beside.first_heading, 176, 440), *_heading(beside.heading, 668, 246)]
    first = 20.0 + 17 * len(wrap(beside.heading, 14, 252, bold=True))
    top = y = first + 20
    rows: list[Mark] = [*heads, words(444, first + 4, spec.figure_words, size=13, fill=MUTED)]
    for row, second in zip(spec.rows, beside.rows, strict=True):
        height, middle = _place(row, y, 156)
        rows += _label(row, middle, 162, 156)
        rows += _dot(row, scale, middle)
        rows.append(words(444, middle + 5, row.figure, size=14, bold=row.strong))
        rows.append(words(640, middle + 5, row.of, size=14, fill=MUTED, anchor="end"))
        rows += _beside(second, other, middle, beside.missing)
        y += height
    back = [*_grid(scale, top - 6, y), *_reference(spec, scale, (top - 6, y)), *_grid(other, top - 6, y)]
    back += _at_none(other, (top - 6, y))
    feet = [
        *_axis_words(spec.axis_words, (scale.start + scale.end) / 2 + 20, y + 42, 360),
        *_axis_words(beside.axis_words, (other.start + other.end) / 2, y + 42, 256),
    ]
    lines = max(len(wrap(spec.axis_words, 13.5, 360)), len(wrap(beside.axis_words, 13.5, 256)))
    return Drawing(width=920, height=round(y + 52 + 17 * (lines - 1)), marks=(*back, *rows, *feet))


def _panel_axis(beside: Panel, start: float, end: float, most: int = 4) -> Axis:
    ends = [0.0, *(end for row in beside.rows if row for end in (row.lower, row.upper))]
    return axis(min(ends), max(ends), start, end, most=most)


def _heading(text: str, x: float, room: float) -> list[Mark]:
    return [
        words(x, 16 + 17 * n, part, size=14, bold=True)
        for n, part in enumerate(wrap(text, 14, room, bold=True))
    ]


def _beside(row: DotRow | None, scale: Axis, y: float, missing: str) -> Iterator[Mark]:
    """The second panel's row: nothing for the reference, a word where it cannot be said."""
    if row is None:
        yield words(
            (scale.start + scale.end) / 2, y + 5, missing, size=13, fill=MUTED, anchor="middle", halo=True
        )
    elif row.drawn:
        yield from _dot(row, scale, y)


def _at_none(scale: Axis, ends: tuple[float, float]) -> Iterator[Mark]:
    yield line((scale.at(0), ends[0]), (scale.at(0), ends[1]), GREY, 1.5, stroke_dasharray="4 3")


def _place(row: DotRow, y: float, room: float) -> tuple[float, float]:
    """How high a row is, and where its middle lies."""
    height = 15 + 18 * len(wrap(row.label, 15, room, bold=row.strong))
    return height, y + height / 2


def _label(row: DotRow, middle: float, x: float, room: float) -> list[Mark]:
    names = wrap(row.label, 15, room, bold=row.strong)
    first = middle + 5 - 9 * (len(names) - 1)
    return [words(x, first + 18 * n, name, anchor="end", bold=row.strong) for n, name in enumerate(names)]


def _narrow(spec: DotSpec) -> Drawing:
    """One panel above the other."""
    beside = spec.beside
    marks: list[Mark] = []
    y = 0.0
    if beside:
        heads = wrap(beside.first_heading, 14, 300, bold=True)
        marks += [words(2, 16 + 17 * n, text, size=14, bold=True) for n, text in enumerate(heads)]
        y = 17.0 * len(heads) + 8
    scale = axis(spec.low, spec.high, 10, 308, most=4)
    made, end = _narrow_rows(spec.rows, scale, y + 30)
    marks += [*_grid(scale, y + 24, end - 4), *_reference(spec, scale, (y + 24, end - 4)), *made]
    foot = _axis_words(spec.axis_words, 160, end + 32, 300)
    marks += foot
    y = end + 42 + 17 * (len(foot) - 1)
    if beside:
        more, y = _narrow_panel(spec, beside, y + 24)
        marks += more
    return Drawing(width=320, height=round(y), marks=tuple(marks))


def _narrow_panel(spec: DotSpec, beside: Panel, y: float) -> tuple[list[Mark], float]:
    heads = wrap(beside.heading, 14, 300, bold=True)
    marks = [words(2, y + 17 * n, text, size=14, bold=True) for n, text in enumerate(heads)]
    y += 17 * len(heads)
    scale = _panel_axis(beside, 22, 300)
    rows = [
        second
        or DotRow(
            label=first.label, estimate=None, lower=0, upper=0, figure=beside.missing, of="", drawn=False
        )
        for first, second in zip(spec.rows, beside.rows, strict=True)
    ]
    made, end = _narrow_rows(rows, scale, y + 8)
    foot = _axis_words(beside.axis_words, 160, end + 32, 300)
    marks += [*_grid(scale, y + 2, end - 4), *_at_none(scale, (y + 2, end - 4)), *made, *foot]
    return marks, end + 42 + 17 * (len(foot) - 1)


def _narrow_rows(rows: Sequence[DotRow], scale: Axis, y: float) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    for row in rows:
        beside = f"{row.figure} {row.of}".strip()
        room = 310 - text_width(beside, 13) - 8
        names = wrap(row.label, 14, room, bold=row.strong)
        marks += [
            words(2, y + 12 + 17 * n, name, size=14, bold=row.strong, halo=True)
            for n, name in enumerate(names)
        ]
        marks.append(words(318, y + 12, beside, size=13, fill=MUTED, anchor="end", halo=True))
        y += 17 * len(names) + 12
        if row.drawn:
            marks += _dot(row, scale, y)
        y += 17
    return marks, y


def _dot(row: DotRow, scale: Axis, y: float) -> Iterator[Mark]:
    colour, width, radius = (DARK, 4.0, 7.0) if row.strong else (GREY, 2.5, 5.5)
    if row.could_be is not None:
        left, right = scale.at(row.could_be[0]), scale.at(row.could_be[1])
        yield rect(left, y - 8, right - left, 16, LIGHT)
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


def _axis_words(text: str, x: float, y: float, room: float) -> list[Mark]:
    return [
        words(x, y + 17 * n, part, size=13.5, fill=MUTED, anchor="middle")
        for n, part in enumerate(wrap(text, 13.5, room))
    ]
