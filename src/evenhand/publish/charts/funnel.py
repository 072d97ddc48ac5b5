"""Areas against their size, with the limits that chance alone would keep most of them within: a funnel plot.

Points within the limits are small grey dots; one beyond the nearer limits is a diamond, one beyond the further a
square, and both have their names: shape tells them apart, not colour. Source: Spiegelhalter 2005.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evenhand.publish.charts.axis import Axis, axis
from evenhand.publish.charts.labels import labels
from evenhand.publish.charts.legend import Entry, legend, line_sample
from evenhand.publish.charts.marks import (
    DARK,
    GREY,
    Drawing,
    Mark,
    Shape,
    circle,
    diamond,
    line,
    path,
    square,
)
from evenhand.publish.charts.plot import Plot, level, plot, upright

_HEIGHT = {Shape.WIDE: 330.0, Shape.NARROW: 260.0}
FAR_DASH, NEAR_DASH = "", "6 4"


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPoint:
    """One area: its name, its size in people, its figure, and how many of the two limits it lies beyond (0 to 2)."""

    label: str
    size: float
    value: float
    beyond: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelSpec:
    """The areas, the line in the middle, and each pair of limits as (size, lower, upper) from small to large.

    The words name the upright and the level scale, the middle, both pairs of limits, and the points beyond each.
    """

    points: tuple[FunnelPoint, ...]
    centre: float
    near: tuple[tuple[float, float, float], ...]
    far: tuple[tuple[float, float, float], ...]
    axis_words: str
    size_words: str
    centre_words: str
    near_words: str
    far_words: str
    beyond_words: tuple[str, str, str]
    low: float | None = None
    high: float | None = None


def draw_funnel(spec: FunnelSpec, shape: Shape) -> Drawing:
    """Return the chart: sizes from left to right, figures upwards."""
    field, head = plot(shape, spec.axis_words, _HEIGHT[shape])
    across = axis(
        0, max(one.size for one in spec.points), field.left, field.right, most=8 if shape is Shape.WIDE else 4
    )
    up = _upright_axis(spec, field)
    marks = [*head, *upright(field, up), *_limits(spec, field, across, up)]
    places = [(across.at(one.size), up.at(one.value)) for one in spec.points]
    marks += [_point(one, x, y) for one, (x, y) in zip(spec.points, places, strict=True)]
    named = [(x, y, one.label) for one, (x, y) in zip(spec.points, places, strict=True) if one.beyond]
    marks += labels(field, named, places)
    foot, y = level(field, across, spec.size_words)
    keys, y = legend(_entries(spec), shape, y + 10)
    return Drawing(width=shape.value, height=round(y), marks=(*marks, *foot, *keys))


def _upright_axis(spec: FunnelSpec, field: Plot) -> Axis:
    """From the lowest to the highest point or limit at the size of the smallest area."""
    smallest = min(one.size for one in spec.points)
    ends = [one.value for one in spec.points] + [spec.centre]
    ends += [end for size, *both in spec.far if size >= smallest for end in both]
    low = min(ends) if spec.low is None else max(min(ends), spec.low)
    high = max(ends) if spec.high is None else min(max(ends), spec.high)
    return axis(low, high, field.bottom, field.top, most=6)


def _limits(spec: FunnelSpec, field: Plot, across: Axis, up: Axis) -> Iterator[Mark]:
    for curve, dashed in ((spec.far, FAR_DASH), (spec.near, NEAR_DASH)):
        for end in (1, 2):
            yield from _curve([(one[0], one[end]) for one in curve], across, up, dashed)
    yield line((field.left, up.at(spec.centre)), (field.right, up.at(spec.centre)), GREY, 1.2)


def _curve(points: Sequence[tuple[float, float]], across: Axis, up: Axis, dashed: str) -> Iterator[Mark]:
    """The part of a limit that lies on the field."""
    inside = [one for one in points if up.low <= one[1] <= up.high and across.low <= one[0] <= across.high]
    if len(inside) > 1:
        more = {"stroke_dasharray": dashed} if dashed else {}
        yield path([(across.at(x), up.at(y)) for x, y in inside], GREY, 1.4, **more)


def _point(one: FunnelPoint, x: float, y: float) -> Mark:
    if one.beyond == 0:
        return circle(x, y, 4.5, GREY)
    return diamond(x, y, 8, DARK) if one.beyond == 1 else square(x, y, 6.5, DARK)


def _entries(spec: FunnelSpec) -> list[Entry]:
    entries = [
        Entry(marks=line_sample(GREY, 1.2), words=spec.centre_words),
        Entry(marks=line_sample(GREY, 1.4, stroke_dasharray=NEAR_DASH), words=spec.near_words),
        Entry(marks=line_sample(GREY, 2.2), words=spec.far_words),
    ]
    samples = (circle(16, 0, 4.5, GREY), diamond(16, 0, 8, DARK), square(16, 0, 6.5, DARK))
    found = {one.beyond for one in spec.points}
    return entries + [
        Entry(marks=(mark,), words=said)
        for n, (mark, said) in enumerate(zip(samples, spec.beyond_words, strict=True))
        if n in found
    ]
