"""Lines over periods with their ranges: is it changing? Gaps in the data are gaps; breaks are marked by a line."""

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
    """The lines, the periods in order (their words), what the axis counts, and after which periods a break lies.

    A break `n` lies between the periods n - 1 and n: no line crosses it.
    """

    lines: tuple[Series, ...]
    periods: tuple[str, ...]
    axis_words: str
    breaks: tuple[int, ...] = ()


def draw_series(spec: SeriesSpec, shape: Shape) -> Drawing:
    """Return the chart; at most four lines are legible on it."""
    left, right, size = (56.0, 700.0, 13.0) if shape is Shape.WIDE else (34.0, 312.0, 11.0)
    top, bottom = 20.0, 250.0
    ends = [end for one in spec.lines for point in one.points for end in (point.lower, point.upper)]
    scale = axis(min(0.0, *ends), max(ends), bottom, top, most=5)
    places = _places(len(spec.periods), left, right)
    marks = [*_frame(spec, scale, places, size), *_breaks(spec, places, (top, bottom))]
    for number, one in enumerate(spec.lines):
        marks += _line(one, scale, places, number, len(spec.lines), spec.breaks)
    foot, y = _legend(spec, shape, bottom + 44)
    return Drawing(width=shape.value, height=round(y), marks=(*marks, *foot))


def _places(number: int, left: float, right: float) -> list[float]:
    step = (right - left) / max(number, 1)
    return [left + step * (n + 0.5) for n in range(number)]


def _frame(spec: SeriesSpec, scale: Axis, places: Sequence[float], size: float) -> Iterator[Mark]:
    left, right = _edges(places)
    for tick in scale.ticks:
        y = scale.at(tick)
        yield line((left, y), (right, y), GRID)
        yield words(left - 6, y + 4, tick_words(tick), size=size, fill=MUTED, anchor="end")
    yield line((left, scale.start), (right, scale.start), FRAME)
    room = (right - left) / max(len(places), 1)
    every = max(1, -(-int(max(text_width(name, size) for name in spec.periods) + 10) // int(room)))
    for n, (x, name) in enumerate(zip(places, spec.periods, strict=True)):
        if n % every == 0:
            yield words(x, scale.start + 18, name, size=size, fill=MUTED, anchor="middle")


def _breaks(spec: SeriesSpec, places: Sequence[float], ends: tuple[float, float]) -> Iterator[Mark]:
    for number in spec.breaks:
        if 0 < number < len(places):
            x = (places[number - 1] + places[number]) / 2
            yield line((x, ends[0] - 6), (x, ends[1]), GREY, 2, stroke_dasharray="2 4")


def _line(
    one: Series, scale: Axis, places: Sequence[float], number: int, several: int, breaks: Sequence[int]
) -> Iterator[Mark]:
    colour, width = (DARK, 3.0) if one.strong else (GREY, 1.8)
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


def _edges(places: Sequence[float]) -> tuple[float, float]:
    step = places[1] - places[0] if len(places) > 1 else 100.0
    return places[0] - step / 2, places[-1] + step / 2


def _legend(spec: SeriesSpec, shape: Shape, y: float) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    room = shape.value - 60
    for number, one in enumerate(spec.lines):
        colour, width = (DARK, 3.0) if one.strong else (GREY, 1.8)
        marks.append(line((10, y - 4), (42, y - 4), colour, width, **_dash(number)))
        for text in wrap(one.label, 13.5, room, bold=one.strong):
            marks.append(words(50, y, text, size=13.5, bold=one.strong))
            y += 18
    for text in wrap(spec.axis_words, 13, shape.value - 20):
        marks.append(words(10, y + 4, text, size=13, fill=MUTED))
        y += 17
    return marks, y + 6
