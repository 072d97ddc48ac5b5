"""Curves of time: how many are still there after so many weeks, a line for each group; and how people left, stacked.

Lines are told apart by their names beside their ends, by dashes and by width, not by colour alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evenhand.publish.charts.axis import Axis, axis, tick_words
from evenhand.publish.charts.marks import (
    DARK,
    FRAME,
    GREY,
    GRID,
    INK,
    MUTED,
    PALE,
    Drawing,
    Mark,
    Shape,
    line,
    place,
    words,
)
from evenhand.publish.charts.text import text_width, wrap

_DASHES = ("", "8 4", "2 3", "10 3 2 3")
_GAP = 17.0
"""Between the names of two lines, in the units of the drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveLine:
    """One line: its name and its points (weeks, of every 100), the first at 0 weeks. `strong` is drawn broader."""

    label: str
    points: tuple[tuple[float, float], ...]
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvesSpec:
    """The lines, the words of both axes, and a week that is marked by an upright line with its words.

    With `stacked` there are two lines (finished; finished or still there), and the three names of the spaces between
    0, the lines and 100.
    """

    lines: tuple[CurveLine, ...]
    axis_words: str
    weeks_words: str
    mark: float = 0.0
    mark_words: str = ""
    stacked: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Room:
    weeks: Axis
    shares: Axis
    size: float


def draw_curves(spec: CurvesSpec, shape: Shape) -> Drawing:
    """Return the chart: names stand beside the ends of lines on a wide page, below the chart on a narrow one."""
    wide = shape is Shape.WIDE
    size = 13.0 if wide else 11.0
    last = max(point[0] for one in spec.lines for point in one.points)
    named = max(text_width(one.label, size, bold=True) for one in spec.lines)
    beside = 0.0 if spec.stacked else min(named, 250.0) + 12
    right = 912.0 - beside if wide else 312.0
    room = _Room(
        weeks=axis(0, last, 46.0 if wide else 34.0, right, most=8 if wide else 5),
        shares=axis(0, 100, 300.0 if wide else 240.0, 30.0, most=5),
        size=size,
    )
    marks = [words(4, 14, spec.axis_words, size=size, fill=MUTED), *_grid(room)]
    marks += _areas(spec, room) if spec.stacked else []
    marks += _marked(spec, room)
    marks += [_path(one, number, room) for number, one in enumerate(spec.lines)]
    y = room.shares.start + 34
    marks.append(words(right, y, spec.weeks_words, size=size, fill=MUTED, anchor="end"))
    if spec.stacked is None and wide:
        marks += _names(spec.lines, room)
    elif spec.stacked is None:
        more, y = _legend(spec.lines, y + 22, size)
        marks += more
    else:
        marks += _spaces(spec.stacked, spec.lines, room)
    return Drawing(width=shape.value, height=round(y + 10), marks=tuple(marks))


def _grid(room: _Room) -> Iterator[Mark]:
    left, right = room.weeks.start, room.weeks.end
    for tick in room.shares.ticks:
        y = room.shares.at(tick)
        yield line((left, y), (right, y), GRID)
        yield words(left - 6, y + 4, tick_words(tick), size=room.size, fill=MUTED, anchor="end")
    yield line((left, room.shares.start), (right, room.shares.start), FRAME)
    for tick in room.weeks.ticks:
        x = room.weeks.at(tick)
        yield line((x, room.shares.start), (x, room.shares.start + 5), FRAME)
        yield words(x, room.shares.start + 18, tick_words(tick), size=room.size, fill=MUTED, anchor="middle")


def _marked(spec: CurvesSpec, room: _Room) -> Iterator[Mark]:
    if 0 < spec.mark <= room.weeks.high:
        x = room.weeks.at(spec.mark)
        yield line((x, room.shares.end), (x, room.shares.start), GREY, 1.5, stroke_dasharray="2 4")
        yield words(x + 5, room.shares.end + 12, spec.mark_words, size=room.size, fill=INK, halo=True)


def _corners(one: CurveLine, room: _Room) -> list[tuple[float, float]]:
    """The places of a line's points; it goes straight from one to the next, since nothing is told of in between."""
    return [(room.weeks.at(week), room.shares.at(share)) for week, share in one.points]


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{place(x)},{place(y)}" for x, y in corners)


def _path(one: CurveLine, number: int, room: _Room) -> Mark:
    attributes = {
        "points": _points(_corners(one, room)),
        "fill": "none",
        "stroke": DARK if one.strong or number == 0 else GREY,
        "stroke-width": "3" if one.strong else "2",
    }
    if dash := _DASHES[number % len(_DASHES)]:
        attributes["stroke-dasharray"] = dash
    return Mark(tag="polyline", attributes=tuple(attributes.items()))


def _names(lines: Sequence[CurveLine], room: _Room) -> Iterator[Mark]:
    """The name of each line beside its end, moved so far that no two meet, with a short line to where it ends."""
    ends = [(_corners(one, room)[-1], number, one) for number, one in enumerate(lines)]
    ends.sort(key=lambda end: end[0][1])
    y = room.shares.end - _GAP
    bottom = room.shares.start - _GAP * (len(ends) - 1)
    for rank, ((x, own), number, one) in enumerate(ends):
        y = min(max(own, y + _GAP), bottom + _GAP * rank)
        colour = DARK if one.strong or number == 0 else GREY
        yield line((x, own), (room.weeks.end + 6, y), colour, 0.8)
        label = wrap(one.label, room.size, 912 - room.weeks.end, bold=one.strong)[0]
        yield words(room.weeks.end + 9, y + 4, label, size=room.size, fill=colour, bold=one.strong)


def _legend(lines: Sequence[CurveLine], y: float, size: float) -> tuple[list[Mark], float]:
    marks = []
    for number, one in enumerate(lines):
        colour = DARK if one.strong or number == 0 else GREY
        dash = {"stroke_dasharray": _DASHES[number % len(_DASHES)]} if number % len(_DASHES) else {}
        marks.append(line((8, y - 4), (44, y - 4), colour, 3 if one.strong else 2, **dash))
        for part in wrap(one.label, size + 1, 262, bold=one.strong):
            marks.append(words(52, y, part, size=size + 1, bold=one.strong))
            y += 17
    return marks, y - 10


def _areas(spec: CurvesSpec, room: _Room) -> Iterator[Mark]:
    """The spaces below the first line and between the two; what is above stays white."""
    floor = room.shares.start
    first, second = (_corners(one, room) for one in spec.lines)
    ends = [(first[-1][0], floor), (first[0][0], floor)]
    for corners, colour in (([*first, *ends], PALE), ([*second, *reversed(first)], GRID)):
        yield Mark(tag="polygon", attributes=(("points", _points(corners)), ("fill", colour)))


def _spaces(names: Sequence[str], lines: Sequence[CurveLine], room: _Room) -> Iterator[Mark]:
    """The name of each space, where it is widest: finished at the right, still there at the left, the rest at the top."""
    finished, there = lines
    left, right = room.weeks.start + 10, room.weeks.at(finished.points[-1][0]) - 8
    low = room.shares.at(finished.points[-1][1] / 2)
    yield words(right, low + 4, names[0], size=room.size + 1, anchor="end", bold=True, halo=True)
    early = there.points[min(1, len(there.points) - 1)][1]
    yield words(left, room.shares.at(early * 0.45), names[1], size=room.size + 1, bold=True, halo=True)
    high = room.shares.at((there.points[-1][1] + 100) / 2)
    yield words(right, high + 4, names[2], size=room.size + 1, anchor="end", bold=True, halo=True)
