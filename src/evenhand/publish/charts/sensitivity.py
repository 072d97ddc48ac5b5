"""What a comparison would be if more or fewer of the people not recorded belonged to the group: a curve with its range.

Where the curve meets the dashed line there would be no difference: the tipping point, a square.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from evenhand.publish.charts.axis import Axis, axis
from evenhand.publish.charts.legend import Entry, legend, line_sample
from evenhand.publish.charts.marks import (
    DARK,
    GREY,
    LIGHT,
    Drawing,
    Mark,
    Shape,
    band,
    circle,
    line,
    path,
    rect,
    square,
)
from evenhand.publish.charts.plot import Plot, level, plot, upright

_HEIGHT = {Shape.WIDE: 240.0, Shape.NARROW: 200.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """Of every 100 people not recorded so many belong to the group: the figure then, with its range where it has one."""

    share: float
    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivitySpec:
    """The curve from left to right, where there is no difference, and the places that are named.

    `even` is the share if the people not recorded were like the others; `tips` where the curve meets no difference.
    """

    points: tuple[CurvePoint, ...]
    none: float
    axis_words: str
    share_words: str
    curve_words: str
    range_words: str
    none_words: str
    even: float | None = None
    even_words: str = ""
    tips: tuple[float, ...] = ()
    tip_words: str = ""


def draw_sensitivity(spec: SensitivitySpec, shape: Shape) -> Drawing:
    """Return the chart."""
    field, head = plot(shape, spec.axis_words, _HEIGHT[shape])
    low, high = spec.points[0].share, spec.points[-1].share
    across = axis(low, high, field.left, field.right, most=10 if shape is Shape.WIDE else 5)
    up = axis(*_ends(spec), field.bottom, field.top, most=5)
    marks = [*head, *_range(spec, across, up), *upright(field, up), *_curve(spec, field, across, up)]
    foot, y = level(field, across, spec.share_words)
    keys, y = legend(_entries(spec), shape, y + 10)
    return Drawing(width=shape.value, height=round(y), marks=(*marks, *foot, *keys))


def _ends(spec: SensitivitySpec) -> tuple[float, float]:
    found = [
        end for one in spec.points for end in (one.value, one.lower, one.upper, spec.none) if end is not None
    ]
    return min(found), max(found)


def _range(spec: SensitivitySpec, across: Axis, up: Axis) -> Iterator[Mark]:
    known = [one for one in spec.points if one.lower is not None and one.upper is not None]
    if len(known) > 1:
        upper = [(across.at(one.share), up.at(one.upper or 0.0)) for one in known]
        lower = [(across.at(one.share), up.at(one.lower or 0.0)) for one in known]
        yield band(upper, lower)


def _curve(spec: SensitivitySpec, field: Plot, across: Axis, up: Axis) -> Iterator[Mark]:
    y = up.at(spec.none)
    yield line((field.left, y), (field.right, y), GREY, 1.5, stroke_dasharray="4 3")
    way = [(across.at(one.share), up.at(one.value)) for one in spec.points]
    yield path(way, DARK, 3)
    if spec.even is not None:
        yield circle(across.at(spec.even), up.at(_on(spec, spec.even)), 7, DARK)
    for tip in spec.tips:
        yield square(across.at(tip), y, 6.5, DARK)


def _on(spec: SensitivitySpec, share: float) -> float:
    """The curve at a share, between its points."""
    for one, other in zip(spec.points, spec.points[1:], strict=False):
        if one.share <= share <= other.share:
            part = (share - one.share) / ((other.share - one.share) or 1.0)
            return one.value + part * (other.value - one.value)
    return spec.points[-1 if share > spec.points[-1].share else 0].value


def _entries(spec: SensitivitySpec) -> list[Entry]:
    entries = [Entry(marks=line_sample(DARK, 3), words=spec.curve_words)]
    if any(one.lower is not None for one in spec.points):
        entries.append(Entry(marks=(rect(2, -8, 28, 14, LIGHT),), words=spec.range_words))
    entries.append(Entry(marks=line_sample(GREY, 1.5, stroke_dasharray="4 3"), words=spec.none_words))
    if spec.even is not None:
        entries.append(Entry(marks=(circle(16, 0, 7, DARK),), words=spec.even_words))
    if spec.tips:
        entries.append(Entry(marks=(square(16, 0, 6.5, DARK),), words=spec.tip_words))
    return entries
