"""Lines over periods with their ranges: is it changing? Gaps in the data are gaps; breaks are marked by a line.

Below the lines stands the ratio of one group to its reference, where it is measured.
"""

from collections.abc import Iterator, Sequence
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
from evenhand.publish.charts.timeline import break_lines, period_words, places_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of one line; without an estimate the range alone is drawn, and the line is broken."""

    period: int
    estimate: float | None
    lower: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line: its name and its points, by number of the period. `strong` is the group of interest."""

    label: str
    points: tuple[Point, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSpec:
    """The lines, the periods in order (their words), what the axis counts, and before which periods a break lies.

    A break `n` lies between the periods n - 1 and n: no line crosses it. `ratio` is drawn below, with a dashed line
    at 1: as often as the reference.
    """

    lines: tuple[Series, ...]
    periods: tuple[str, ...]
    axis_words: str
    breaks: tuple[int, ...] = ()
    ratio: Series | None = None


@dataclass(frozen=True, slots=True)
class _Room:
    """Where a chart has its edges, by its shape."""

    left: float
    right: float
    size: float
    places: tuple[float, ...]


_MOST_RATIO = 4.0
"""A ratio is drawn to 4 at most; a range that goes on ends at the edge, and the table has its figure."""


def draw_series(spec: SeriesSpec, shape: Shape) -> Drawing:
    """Return the chart; at most four lines are legible on it."""
    left, right, size = (46.0, 912.0, 13.0) if shape is Shape.WIDE else (32.0, 316.0, 11.0)
    room = _Room(left, right, size, places_of(len(spec.periods), left, right))
    marks, y = _lines(spec, room, 20.0, 260.0 if shape is Shape.WIDE else 230.0)
    if spec.ratio:
        more, y = _ratio(spec, spec.ratio, room, y + 26)
        marks += more
    marks += break_lines(spec.breaks, room.places, (14.0, y))
    each = (right - left) / max(len(spec.periods), 1)
    named, y = period_words(spec.periods, room.places, each, y, size)
    foot, y = _legend(spec, shape, y + 24)
    return Drawing(width=shape.value, height=round(y), marks=(*marks, *named, *foot))


def _lines(spec: SeriesSpec, room: _Room, top: float, bottom: float) -> tuple[list[Mark], float]:
    ends = [end for one in spec.lines for point in one.points for end in (point.lower, point.upper)]
    scale = axis(min(0.0, *ends), max(ends), bottom, top, most=5)
    marks = list(_grid(scale, room))
    for number, one in enumerate(spec.lines):
        marks += _line(one, scale, room.places, (number, len(spec.lines)), spec.breaks)
    return marks, bottom


def _ratio(spec: SeriesSpec, ratio: Series, room: _Room, y: float) -> tuple[list[Mark], float]:
    """The ratio on an axis of its own."""
    said = wrap(ratio.label, room.size, room.right - 4)
    marks = [words(2, y + 16 * n, text, size=room.size, bold=True) for n, text in enumerate(said)]
    top = y + 16 * len(said) + 2
    ends = [min(end, _MOST_RATIO) for one in ratio.points for end in (one.lower, one.upper)]
    scale = axis(min(0.5, *ends), max(1.5, *ends), top + 90, top, most=3)
    marks += _grid(scale, room)
    marks.append(line((room.left, scale.at(1)), (room.right, scale.at(1)), GREY, 1.5, stroke_dasharray="4 3"))
    marks += _line(ratio, scale, room.places, (0, 1), spec.breaks)
    return marks, top + 90


def _grid(scale: Axis, room: _Room) -> Iterator[Mark]:
    for tick in scale.ticks:
        y = scale.at(tick)
        yield line((room.left, y), (room.right, y), GRID)
        yield words(room.left - 6, y + 4, tick_words(tick), size=room.size, fill=MUTED, anchor="end")
    yield line((room.left, scale.start), (room.right, scale.start), FRAME)


def _line(
    one: Series, scale: Axis, places: Sequence[float], which: tuple[int, int], breaks: Sequence[int]
) -> Iterator[Mark]:
    colour, width = (DARK, 3.0) if one.strong else (GREY, 1.8)
    number, several = which
    aside = (number - (several - 1) / 2) * 7
    before: Point | None = None
    for point in sorted(one.points, key=lambda each: each.period):
        x = places[point.period] + aside
        yield line((x, scale.at(point.lower)), (x, scale.at(point.upper)), colour, width)
        if point.estimate is None:
            before = None
            continue
        if before is not None and _joined(before, point, breaks):
            start = (places[before.period] + aside, scale.at(before.estimate or 0.0))
            yield line(start, (x, scale.at(point.estimate)), colour, width, **_dash(number))
        yield circle(x, scale.at(point.estimate), 5.5 if one.strong else 4.5, colour)
        before = point


def _dash(number: int) -> dict[str, str]:
    """Lines are told apart in black and white by their dashes."""
    return {} if number == 0 else {"stroke_dasharray": ("7 4", "2 3", "9 3 2 3")[(number - 1) % 3]}


def _joined(before: Point, after: Point, breaks: Sequence[int]) -> bool:
    return after.period == before.period + 1 and after.period not in breaks


def _legend(spec: SeriesSpec, shape: Shape, y: float) -> tuple[list[Mark], float]:
    """The lines by name, side by side as long as there is room; then what the axis counts."""
    marks: list[Mark] = []
    x = 10.0
    for number, one in enumerate(spec.lines):
        colour, width = (DARK, 3.0) if one.strong else (GREY, 1.8)
        parts = wrap(one.label, 13.5, shape.value - 60, bold=one.strong)
        wide = 60 + max(text_width(part, 13.5, bold=one.strong) for part in parts)
        if x > 10 and (shape is Shape.NARROW or x + wide > shape.value):
            x, y = 10.0, y + 20
        marks.append(line((x, y - 4), (x + 32, y - 4), colour, width, **_dash(number)))
        for n, text in enumerate(parts):
            marks.append(words(x + 40, y + 18 * n, text, size=13.5, bold=one.strong))
        x, y = x + wide, y + 18 * (len(parts) - 1)
    y += 20
    for text in wrap(spec.axis_words, 13, shape.value - 20):
        marks.append(words(10, y + 4, text, size=13, fill=MUTED))
        y += 17
    return marks, y + 6
