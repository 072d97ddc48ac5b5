"""A series with its control limits: points of each period, the centre, limits that follow the denominators.

A point that the rules mark is told by its shape: a square beyond the limits, a diamond between the near and the far
limits, a ring in a run on one side of the centre. No line crosses a break, and nothing is rebased unless the spec
says so. What the calendar holds (a financial year's end, a closure, a surge) is marked and named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evenhand.publish.charts.axis import Axis, axis
from evenhand.publish.charts.legend import Entry, legend, line_sample, stepped_sample
from evenhand.publish.charts.marks import (
    DARK,
    FRAME,
    GREY,
    LIGHT,
    Drawing,
    Mark,
    Shape,
    circle,
    diamond,
    line,
    path,
    rect,
    square,
    words,
)
from evenhand.publish.charts.plot import Plot, plot, upright
from evenhand.publish.charts.timeline import break_lines, period_words, places_of

_HEIGHT = {Shape.WIDE: 270.0, Shape.NARROW: 220.0}
_DASH = "5 4"
NONE, BEYOND, NEAR, RUN = "", "beyond", "near", "run"
"""What the rules say of a point: nothing; beyond the far limits; between near and far; in a run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPoint:
    """One period: its figure, the centre and the limits that hold for it, and the signal. None is drawn as a gap."""

    value: float | None
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None
    signal: str = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMark:
    """Something of the calendar, from the number of its first period to that of its last, and its words."""

    first: int
    last: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessSpec:
    """The periods in order with their points, before which a break lies or a financial year begins, and the words.

    `signal_words` names each signal that occurs: beyond, near, run.
    """

    periods: tuple[str, ...]
    points: tuple[ProcessPoint, ...]
    axis_words: str
    centre_words: str
    limit_words: str
    near_words: str
    signal_words: tuple[tuple[str, str], ...]
    breaks: tuple[int, ...] = ()
    break_words: str = ""
    years: tuple[int, ...] = ()
    year_words: str = ""
    calendar: tuple[CalendarMark, ...] = ()


def draw_process(spec: ProcessSpec, shape: Shape) -> Drawing:
    """Return the chart."""
    field, head = plot(shape, spec.axis_words, _HEIGHT[shape])
    places = places_of(len(spec.periods), field.left, field.right)
    each = (field.right - field.left) / max(len(places), 1)
    scale = axis(*_ends(spec), field.bottom, field.top + 18, most=5)
    marks = [*head, *_calendar(spec, field, places, each), *upright(field, scale)]
    marks += [
        line((x - each / 2, field.top), (x - each / 2, field.bottom), FRAME, 1) for x in _years(spec, places)
    ]
    marks += break_lines(spec.breaks, places, (field.top + 6, field.bottom))
    for name, stroke, width, dash in _LINES:
        marks += _steps(spec, name, scale, (places, each), (stroke, width, dash))
    marks += _joined(spec, scale, places)
    marks += [
        _dot(one, x, scale.at(one.value))
        for one, x in zip(spec.points, places, strict=True)
        if one.value is not None
    ]
    named, y = period_words(spec.periods, places, each, field.bottom, field.size)
    foot, y = legend(_entries(spec), shape, y + 26)
    return Drawing(width=shape.value, height=round(y), marks=(*marks, *named, *foot))


_LINES = (
    ("near_lower", FRAME, 1.2, _DASH),
    ("near_upper", FRAME, 1.2, _DASH),
    ("lower", GREY, 1.6, ""),
    ("upper", GREY, 1.6, ""),
    ("centre", GREY, 1.0, ""),
)


def _ends(spec: ProcessSpec) -> tuple[float, float]:
    found = [
        end for one in spec.points for end in (one.value, one.lower, one.upper, one.centre) if end is not None
    ]
    return (min(0.0, *found), max(found)) if found else (0.0, 1.0)


def _steps(
    spec: ProcessSpec,
    name: str,
    scale: Axis,
    across: tuple[Sequence[float], float],
    pen: tuple[str, float, str],
) -> Iterator[Mark]:
    """A limit as steps, one for each period, broken at breaks and where there is none."""
    (places, each), (stroke, width, dash) = across, pen
    way: list[tuple[float, float]] = []
    for n, (one, x) in enumerate(zip(spec.points, places, strict=True)):
        value = getattr(one, name)
        if n in spec.breaks or value is None:
            yield from _line(way, stroke, width, dash)
            way = []
        if value is not None:
            way += [(x - each / 2, scale.at(value)), (x + each / 2, scale.at(value))]
    yield from _line(way, stroke, width, dash)


def _line(way: Sequence[tuple[float, float]], stroke: str, width: float, dash: str) -> Iterator[Mark]:
    if way:
        yield path(way, stroke, width, **({"stroke_dasharray": dash} if dash else {}))


def _joined(spec: ProcessSpec, scale: Axis, places: Sequence[float]) -> Iterator[Mark]:
    for n, (one, other) in enumerate(pairwise(spec.points), start=1):
        if one.value is not None and other.value is not None and n not in spec.breaks:
            yield line((places[n - 1], scale.at(one.value)), (places[n], scale.at(other.value)), DARK, 2)


def _dot(one: ProcessPoint, x: float, y: float) -> Mark:
    return _SHAPES.get(one.signal, _plain)(x, y)


def _plain(x: float, y: float) -> Mark:
    return circle(x, y, 4.5, DARK)


_SHAPES = {
    BEYOND: lambda x, y: square(x, y, 6.5, DARK),
    NEAR: lambda x, y: diamond(x, y, 8, DARK),
    RUN: lambda x, y: circle(x, y, 5.5, "#fff", stroke=DARK, stroke_width="2.5"),
}


def _years(spec: ProcessSpec, places: Sequence[float]) -> list[float]:
    return [places[n] for n in spec.years if 0 < n < len(places)]


def _calendar(spec: ProcessSpec, field: Plot, places: Sequence[float], each: float) -> Iterator[Mark]:
    """A pale field behind the periods of each mark, with its number above."""
    for number, one in enumerate(spec.calendar, start=1):
        left, right = places[one.first] - each / 2, places[one.last] + each / 2
        yield rect(left, field.top, right - left, field.bottom - field.top, LIGHT)
        yield words((left + right) / 2, field.top + 14, str(number), size=13, bold=True, anchor="middle")


def _entries(spec: ProcessSpec) -> list[Entry]:
    found = {one.signal for one in spec.points}
    has_near = any(one.near_lower is not None or one.near_upper is not None for one in spec.points)
    entries = [
        Entry(marks=line_sample(GREY, 1), words=spec.centre_words),
        Entry(marks=stepped_sample(GREY, 1.6), words=spec.limit_words),
    ]
    if has_near:
        entries.append(Entry(marks=stepped_sample(FRAME, 1.2, stroke_dasharray=_DASH), words=spec.near_words))
    entries += [
        Entry(marks=(_SHAPES[name](16, 0),), words=said) for name, said in spec.signal_words if name in found
    ]
    if any(0 < n < len(spec.points) for n in spec.breaks):
        sample = line((16, -8), (16, 6), GREY, 2, stroke_dasharray="2 4")
        entries.append(Entry(marks=(sample,), words=spec.break_words))
    if any(0 < n < len(spec.points) for n in spec.years):
        entries.append(Entry(marks=(line((16, -8), (16, 6), FRAME, 1),), words=spec.year_words))
    return entries + [
        Entry(marks=(rect(4, -9, 24, 16, LIGHT),), words=f"{number}: {one.words}")
        for number, one in enumerate(spec.calendar, start=1)
    ]
