"""The marks of a drawing: plain values that a template writes as SVG, escaping every text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

INK = "#0b0c0c"
MUTED = "#505a5f"
GRID = "#dfe2e4"
FRAME = "#8a9299"
DARK = "#12436D"
PALE = "#8fa3b5"
LIGHT = "#d5dce4"
GREY = "#3D3D3D"


class Shape(Enum):
    """The two drawings of every chart: for a page or paper, and for a telephone."""

    WIDE = 920
    NARROW = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One element of SVG: its tag, its attributes in order, its text, and the marks inside it."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""
    inside: tuple["Mark", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A finished drawing: width and height in its own units, and its marks from back to front."""

    width: int
    height: int
    marks: tuple[Mark, ...]


def place(value: float) -> str:
    """Return a coordinate with one digit after the point at most, the same on every machine."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def rect(x: float, y: float, width: float, height: float, fill: str, **more: str) -> Mark:
    """Return a box."""
    return _mark(
        "rect",
        {"x": place(x), "y": place(y), "width": place(width), "height": place(height)},
        fill=fill,
        **more,
    )


def line(
    start: tuple[float, float], end: tuple[float, float], stroke: str, width: float = 1, **more: str
) -> Mark:
    """Return a straight line."""
    ends = {"x1": place(start[0]), "y1": place(start[1]), "x2": place(end[0]), "y2": place(end[1])}
    return _mark("line", ends, stroke=stroke, stroke_width=place(width), **more)


def circle(x: float, y: float, radius: float, fill: str, **more: str) -> Mark:
    """Return a dot."""
    return _mark("circle", {"cx": place(x), "cy": place(y), "r": place(radius)}, fill=fill, **more)


def path(points: Sequence[tuple[float, float]], stroke: str, width: float = 1, **more: str) -> Mark:
    """Return a line through points, not filled."""
    return _mark("path", {"d": _way(points)}, fill="none", stroke=stroke, stroke_width=place(width), **more)


def band(
    upper: Sequence[tuple[float, float]], lower: Sequence[tuple[float, float]], fill: str = LIGHT
) -> Mark:
    """Return the area between two lines that run the same way."""
    return _mark("path", {"d": f"{_way([*upper, *reversed(lower)])}Z"}, fill=fill)


def diamond(x: float, y: float, radius: float, fill: str, **more: str) -> Mark:
    """Return a square that stands on its point."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return _mark("path", {"d": f"{_way(corners)}Z"}, fill=fill, **more)


def square(x: float, y: float, radius: float, fill: str, **more: str) -> Mark:
    """Return a square about a place."""
    return rect(x - radius, y - radius, 2 * radius, 2 * radius, fill, **more)


def words(
    x: float,
    y: float,
    text: str,
    *,
    size: float = 15,
    anchor: str = "start",
    fill: str = INK,
    bold: bool = False,
    halo: bool = False,
) -> Mark:
    """Return a line of text whose baseline is at `y`; with a halo where lines run behind it."""
    where = {"x": place(x), "y": place(y), "font-size": place(size), "fill": fill}
    if anchor != "start":
        where["text-anchor"] = anchor
    if bold:
        where["font-weight"] = "700"
    if halo:
        where |= {"stroke": "#fff", "stroke-width": "5", "stroke-linejoin": "round", "paint-order": "stroke"}
    return Mark(tag="text", attributes=tuple(where.items()), text=text)


def hatch(name: str) -> Mark:
    """Return the definition of the hatching that stands for 'not yet known'."""
    stroke = line((0, 0), (0, 6), DARK, 2)
    pattern = Mark(
        tag="pattern",
        attributes=(
            ("id", name),
            ("width", "6"),
            ("height", "6"),
            ("patternUnits", "userSpaceOnUse"),
            ("patternTransform", "rotate(45)"),
        ),
        inside=(stroke,),
    )
    return Mark(tag="defs", attributes=(), inside=(pattern,))


def _mark(tag: str, where: dict[str, str], **more: str) -> Mark:
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return Mark(tag=tag, attributes=tuple({**where, **named}.items()))


def _way(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{place(x)} {place(y)}" for x, y in points)
