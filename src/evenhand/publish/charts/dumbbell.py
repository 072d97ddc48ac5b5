"""Two shares of each group with a line between them: reached, against need. Ring: need. Dot: reached."""

from collections.abc import Iterator
from dataclasses import dataclass

from evenhand.publish.charts.axis import Axis, axis, tick_words
from evenhand.publish.charts.marks import DARK, FRAME, GRID, MUTED, Drawing, Mark, Shape, circle, line, words
from evenhand.publish.charts.text import wrap

_BETWEEN = "#b1b4b6"


@dataclass(frozen=True, slots=True, kw_only=True)
class DumbbellRow:
    """One group: its name, its two shares of every 100, and both in words."""

    label: str
    first: float
    second: float
    figures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DumbbellSpec:
    """The groups from top to bottom, and what the ring and the dot stand for."""

    rows: tuple[DumbbellRow, ...]
    first_words: str
    second_words: str


def draw_dumbbells(spec: DumbbellSpec, shape: Shape) -> Drawing:
    """Return the chart: names beside the marks on a wide page, above them on a narrow one."""
    wide = shape is Shape.WIDE
    left, right = (226.0, 760.0) if wide else (10.0, 308.0)
    marks, y = _legend(spec, shape)
    top = y
    high = max(max(row.first, row.second) for row in spec.rows)
    scale = axis(0.0, max(high, 1.0), left, right, most=6 if wide else 4)
    rows: list[Mark] = []
    for row in spec.rows:
        if wide:
            names = wrap(row.label, 15, 200)
            middle = y + 9 + 9 * len(names)
            rows += [
                words(208, middle + 5 - 9 * (len(names) - 1) + 18 * n, name, anchor="end")
                for n, name in enumerate(names)
            ]
            rows.append(words(780, middle + 5, row.figures, size=14))
            y += 18 + 18 * len(names)
        else:
            names = wrap(row.label, 14, 190)
            rows += [words(2, y + 12 + 17 * n, name, size=14, halo=True) for n, name in enumerate(names)]
            rows.append(words(318, y + 12, row.figures, size=13, fill=MUTED, anchor="end", halo=True))
            middle = y + 17 * len(names) + 10
            y = middle + 16
        rows += _marks(row, scale, middle)
    return Drawing(width=shape.value, height=round(y + 30), marks=(*marks, *_grid(scale, top, y), *rows))


def _marks(row: DumbbellRow, scale: Axis, y: float) -> Iterator[Mark]:
    yield line((scale.at(row.first), y), (scale.at(row.second), y), _BETWEEN, 4)
    yield _ring(scale.at(row.first), y)
    yield circle(scale.at(row.second), y, 7, DARK)


def _ring(x: float, y: float) -> Mark:
    return circle(x, y, 7, "#fff", stroke=DARK, stroke_width="3")


def _grid(scale: Axis, top: float, bottom: float) -> Iterator[Mark]:
    for tick in scale.ticks:
        yield line((scale.at(tick), top), (scale.at(tick), bottom), GRID)
        yield words(scale.at(tick), bottom + 18, tick_words(tick), size=13, fill=MUTED, anchor="middle")
    yield line((scale.start, bottom), (scale.end, bottom), FRAME)


def _legend(spec: DumbbellSpec, shape: Shape) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    y = 16.0
    for number, text in enumerate((spec.first_words, spec.second_words)):
        marks.append(_ring(12, y - 5) if number == 0 else circle(12, y - 5, 7, DARK))
        for part in wrap(text, 13.5, shape.value - 40):
            marks.append(words(28, y, part, size=13.5))
            y += 18
    return marks, y + 2
