"""What stands under a chart: a sample of each mark with its name, side by side as long as there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.publish.charts.marks import GREY, Mark, Shape, line, path, words
from evenhand.publish.charts.text import text_width, wrap

_SIZE = 13.5
_SAMPLE = 32.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One mark of a chart and its name. `marks` are drawn about the place (16, 0)."""

    marks: tuple[Mark, ...]
    words: str
    bold: bool = False


def legend(entries: Sequence[Entry], shape: Shape, y: float) -> tuple[list[Mark], float]:
    """Return the marks of the entries from the line `y` on, and where the next line would stand."""
    marks: list[Mark] = []
    x, rows = 10.0, 1
    for one in entries:
        parts = wrap(one.words, _SIZE, shape.value - 60, bold=one.bold)
        wide = 66 + max(text_width(part, _SIZE, bold=one.bold) for part in parts)
        if x > 10 and (shape is Shape.NARROW or x + wide > shape.value):
            x, y, rows = 10.0, y + 4 + 18 * rows, 1
        marks.append(moved(one.marks, x, y - 4))
        marks += [words(x + 40, y + 18 * n, part, size=_SIZE, bold=one.bold) for n, part in enumerate(parts)]
        x, rows = x + wide, max(rows, len(parts))
    return marks, y + 4 + 18 * rows if entries else y


def moved(marks: Sequence[Mark], across: float, down: float) -> Mark:
    """Return marks as one group that stands elsewhere."""
    return Mark(tag="g", attributes=(("transform", f"translate({across:g} {down:g})"),), inside=tuple(marks))


def line_sample(stroke: str = GREY, width: float = 2, **more: str) -> tuple[Mark, ...]:
    """Return a piece of a line as a sample."""
    return (line((0, 0), (_SAMPLE, 0), stroke, width, **more),)


def stepped_sample(stroke: str, width: float, **more: str) -> tuple[Mark, ...]:
    """Return a piece of a line with a step in it as a sample."""
    half = _SAMPLE / 2
    return (path(((0, 3), (half, 3), (half, -3), (_SAMPLE, -3)), stroke, width, **more),)
