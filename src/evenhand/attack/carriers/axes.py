"""Axes read from a drawing itself: the ticks say which place is which figure, and so what each mark says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evenhand.attack.carriers.figure import Figure, Said
from evenhand.attack.carriers.marks import Mark

_PIXEL = 0.12
"""Places are written to a tenth: so far may a mark lie from where its figure puts it, at two ends of a bar."""
_THIN = 1.6
"""A bar of this width is as wide as the smallest that can be seen, whatever its figure."""
_TICK = re.compile(r"^[+−-]?[\d,]+(?:\.\d+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A straight scale: place `start` stands for `low`, `end` for `high`; marks from `near` to `far` across belong to it."""

    upright: bool
    start: float
    end: float
    low: float
    high: float
    near: float
    far: float
    ticks: frozenset[float] = frozenset()

    @property
    def unit(self) -> float:
        """How much one unit of the drawing comes to."""
        return abs((self.high - self.low) / (self.end - self.start))

    def value(self, place: float) -> float:
        """Return the figure at a place."""
        return self.low + (place - self.start) / (self.end - self.start) * (self.high - self.low)

    def holds(self, place: float, across: float) -> bool:
        """Whether a point lies on the axis's part of the drawing."""
        first, last = sorted((self.start, self.end))
        return first - 0.2 <= place <= last + 0.2 and self.near - 0.2 <= across <= self.far + 0.2


def axes_of(marks: Sequence[Mark]) -> list[Axis]:
    """Return the axes of a drawing: grid lines that have a number at their end, in even steps."""
    return [*_read(marks, upright=False), *_read(marks, upright=True)]


def _read(marks: Sequence[Mark], *, upright: bool) -> Iterator[Axis]:
    """Ticks with the same extent across belong together; a step of another size begins the next axis."""
    rows: dict[tuple[float, float, float], dict[float, float]] = {}
    texts = [one for one in marks if one.tag == "text" and _TICK.match(one.text.strip())]
    lines = [one for one in marks if one.tag == "line" and not one.dashed]
    for one in lines:
        along = one.y1 if upright else one.x1
        if (one.y1 != one.y2) if upright else (one.x1 != one.x2):
            continue
        for text in texts:
            if _labels(text, one, upright=upright):
                ends = sorted((one.x1, one.x2) if upright else (one.y1, one.y2))
                level = text.x1 if upright else text.y1
                rows.setdefault((ends[0], ends[1], level), {})[along] = _figure(text.text)
    for (near, far, _), ticks in rows.items():
        yield from _even(sorted(ticks.items()), near, far, upright=upright)


def _labels(text: Mark, line: Mark, *, upright: bool) -> bool:
    if upright:
        return text.anchor == "end" and abs(text.y1 - line.y1 - 4) < 0.3 and 0 < line.x1 - text.x1 < 12
    bottom = max(line.y1, line.y2)
    return text.anchor == "middle" and abs(text.x1 - line.x1) < 0.15 and 8 < text.y1 - bottom < 26


def _figure(text: str) -> float:
    return float(text.strip().replace("−", "-").replace(",", "").replace("+", ""))


def _even(ticks: list[tuple[float, float]], near: float, far: float, *, upright: bool) -> Iterator[Axis]:
    first = 0
    while first + 1 < len(ticks):
        last = first + 1
        slope = _slope(ticks[first], ticks[last])
        while last + 1 < len(ticks) and abs(_slope(ticks[last], ticks[last + 1]) / slope - 1) < 0.02:
            last += 1
        (start, low), (end, high) = ticks[first], ticks[last]
        ends = {"start": start, "end": end, "low": low, "high": high, "near": near, "far": far}
        yield Axis(upright=upright, ticks=frozenset(one for _, one in ticks[first : last + 1]), **ends)
        first = last + 1


def _slope(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (other[1] - one[1]) / (other[0] - one[0]) or 1e-9


def places(
    marks: Sequence[Mark], axes: Sequence[Axis], candidates: tuple[float, ...], where: str
) -> Iterator[Figure]:
    """Yield the figure that each mark stands for, beside the published figures that the drawing may show."""
    for axis in axes:
        ticks = [axis.low, axis.high, 0.0, 1.0]
        beside = frozenset((*candidates, *ticks))
        sizes = frozenset(map(abs, candidates))
        mine = [one for one in marks if one.tag in ("circle", "line", "rect") and _on(one, axis)]
        edges = [end for one in mine if one.tag == "rect" for end in _ends(one, axis)]
        for one in mine:
            if one.tag == "rect" and not _is_band(one, axis, candidates):
                yield from _bar(one, axis, sizes, where)
            elif one.tag != "rect":
                yield from _place(one, axis, beside, edges, where)


def _ends(one: Mark, axis: Axis) -> tuple[float, float]:
    return (one.y1, one.y2) if axis.upright else (one.x1, one.x2)


def _is_band(one: Mark, axis: Axis, candidates: tuple[float, ...]) -> bool:
    """Whether a rectangle runs from one figure to another, and is no bar whose length is one."""
    slack = _PIXEL * axis.unit
    return all(
        any(abs(axis.value(end) - figure) <= slack for figure in candidates) for end in _ends(one, axis)
    )


def _on(one: Mark, axis: Axis) -> bool:
    """Whether a mark lies within the axis's part of the drawing, and is neither of its grid nor its background."""
    across = (one.x1, one.x2) if axis.upright else (one.y1, one.y2)
    if not all(axis.holds(place, side) for place, side in zip(_ends(one, axis), across, strict=True)):
        return False
    whole = abs(across[0] - across[1]) > 0.98 * (axis.far - axis.near)
    return not (one.tag == "line" and whole and not one.dashed)


def _bar(one: Mark, axis: Axis, sizes: frozenset[float], where: str) -> Iterator[Figure]:
    first, second = _ends(one, axis)
    if second - first > _THIN:
        size = abs(axis.value(second) - axis.value(first))
        yield _figure_at(f"{where} bar", size, 2 * _PIXEL * axis.unit, sizes)


def _place(
    one: Mark, axis: Axis, beside: frozenset[float], edges: Sequence[float], where: str
) -> Iterator[Figure]:
    for place in set(_ends(one, axis)):
        if not any(abs(place - edge) < 2 * _PIXEL for edge in edges):
            yield _figure_at(f"{where} {one.tag}", axis.value(place), _PIXEL * axis.unit, beside)


def _figure_at(where: str, value: float, slack: float, beside: frozenset[float]) -> Figure:
    return Figure(
        where=where, words="", number=value, said=Said.PLACE, visible=True, slack=slack + 1e-6, beside=beside
    )
