"""Stage bars, one row per stage: where do people leave? Not a funnel, whose area misleads."""

from collections.abc import Iterator
from dataclasses import dataclass

from evenhand.publish.charts.marks import DARK, MUTED, PALE, Drawing, Mark, Shape, hatch, rect, words
from evenhand.publish.charts.text import text_width, wrap

_BAR = 22
_GAP = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One stage: its name, its count in words and as a length, what stands beside and under it.

    `waiting` is the length of the hatched part: people of whom it is not yet known. A length is None
    where the count is not shown. `strong` marks a step of the service or its outcome.
    """

    label: str
    count: str
    length: float | None
    waiting: float = 0
    beside: str = ""
    under: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarSpec:
    """The stages from first to last; `name` makes the drawing's own names unique on the page."""

    name: str
    rows: tuple[BarRow, ...]


def draw_stage_bars(spec: BarSpec, shape: Shape) -> Drawing:
    """Return the chart: names beside the bars on a wide page, above them on a narrow one."""
    wide = shape is Shape.WIDE
    left, room, edge = (232.0, 470.0, 916.0) if wide else (2.0, 190.0, 318.0)
    pattern = f"{spec.name}-{shape.name.lower()}-hatch"
    longest = max((_length(row) for row in spec.rows), default=0) or 1
    marks: list[Mark] = [hatch(pattern)] if any(row.waiting for row in spec.rows) else []
    y = 4.0
    for row in spec.rows:
        size, width = (15, 216.0) if wide else (14.5, 310.0)
        names = wrap(row.label, size, width, bold=row.strong)
        marks += _label(row, names, y, size=size, wide=wide)
        y += 0 if wide else 19 * len(names) - 1
        marks += _bar(row, (left, y), room / longest, (pattern, edge))
        beneath = y + _BAR + 17
        lines = [piece for text in row.under for piece in wrap(text, 13.5, edge - left - 4)]
        marks += [
            words(left + 2, beneath + 17 * n, text, size=13.5, fill=MUTED) for n, text in enumerate(lines)
        ]
        tall = 18 * (len(names) - 1) if wide else 0
        y += max(_BAR + 17 * len(lines) + (4 if lines else 0), _BAR + tall) + _GAP
    return Drawing(width=shape.value, height=round(y - _GAP + 6), marks=tuple(marks))


def _label(row: BarRow, names: list[str], y: float, *, size: float, wide: bool) -> Iterator[Mark]:
    for n, name in enumerate(names):
        if wide:
            yield words(218, y + 16 + 18 * n, name, size=size, anchor="end", bold=row.strong)
        else:
            yield words(2, y + 12 + 19 * n, name, size=size, bold=row.strong)


def _bar(row: BarRow, at: tuple[float, float], scale: float, rest: tuple[str, float]) -> Iterator[Mark]:
    (x, y), (pattern, edge) = at, rest
    solid = (row.length or 0) * scale
    if row.length:
        solid = max(solid, 2.0)
        yield rect(x, y, solid, _BAR, DARK if row.strong else PALE)
    end = x + solid
    if row.waiting:
        more = max(row.waiting * scale, 3.0)
        yield rect(end, y, more, _BAR, f"url(#{pattern})", stroke=DARK, stroke_width="1")
        end += more
    number = end + (8 if end > x else 0)
    yield words(number, y + 16, row.count, bold=True)
    after = number + text_width(row.count, 15, bold=True) + 10
    if row.beside and after + text_width(row.beside, 13.5) <= edge:
        yield words(after, y + 16, row.beside, size=13.5, fill=MUTED)


def _length(row: BarRow) -> float:
    return (row.length or 0) + row.waiting
