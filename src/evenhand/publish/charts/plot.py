"""The field of a chart with two scales: where its edges are, its grid, and the words of both scales."""

from collections.abc import Iterator
from dataclasses import dataclass

from evenhand.publish.charts.axis import Axis, tick_words
from evenhand.publish.charts.marks import FRAME, GRID, MUTED, Mark, Shape, line, words
from evenhand.publish.charts.text import text_width, wrap


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The edges of the field in units of the drawing, and the size of the numbers at its scales."""

    shape: Shape
    left: float
    right: float
    top: float
    bottom: float
    size: float


def plot(shape: Shape, heading: str, height: float) -> tuple[Plot, list[Mark]]:
    """Return the field under its heading: what the upright scale counts, which is never turned on its side."""
    wide = shape is Shape.WIDE
    lines = wrap(heading, 13.5, shape.value - 12) if heading else []
    marks = [words(2, 14 + 17 * n, text, size=13.5, fill=MUTED) for n, text in enumerate(lines)]
    top = 14.0 + 17 * len(lines)
    left, right, size = (52.0, 908.0, 13.0) if wide else (38.0, 314.0, 11.0)
    return Plot(shape=shape, left=left, right=right, top=top, bottom=top + height, size=size), marks


def upright(field: Plot, scale: Axis) -> Iterator[Mark]:
    """Yield the grid of the upright scale with its numbers on the left."""
    for tick in scale.ticks:
        y = scale.at(tick)
        yield line((field.left, y), (field.right, y), GRID)
        yield words(field.left - 6, y + 4, tick_words(tick), size=field.size, fill=MUTED, anchor="end")
    yield line((field.left, field.bottom), (field.right, field.bottom), FRAME)


def level(field: Plot, scale: Axis, said: str) -> tuple[list[Mark], float]:
    """Return the grid of the level scale with its numbers and words below, and where the next line would stand."""
    marks: list[Mark] = []
    for tick in scale.ticks:
        x, number = scale.at(tick), tick_words(tick)
        marks.append(line((x, field.bottom), (x, field.bottom + 5), FRAME))
        inside = min(x, field.shape.value - 2 - text_width(number, field.size) / 2)
        marks.append(words(inside, field.bottom + 20, number, size=field.size, fill=MUTED, anchor="middle"))
    lines = wrap(said, 13.5, field.shape.value - 24)
    middle = (field.left + field.right) / 2 if field.shape is Shape.WIDE else field.shape.value / 2
    y = field.bottom + 40
    marks += [
        words(middle, y + 17 * n, text, size=13.5, fill=MUTED, anchor="middle")
        for n, text in enumerate(lines)
    ]
    return marks, y + 17 * len(lines)
