"""The marks of a drawing in one plain form: where each lies, in the drawing's own units."""

import re
from typing import NamedTuple
from xml.etree import ElementTree

_MOVED = re.compile(r"translate\(\s*(-?[\d.]+)[ ,]+(-?[\d.]+)\s*\)")


class Mark(NamedTuple):
    """A rectangle, circle, line or text: from (x1, y1) to (x2, y2); a circle and a text have one point."""

    tag: str
    x1: float
    y1: float
    x2: float
    y2: float
    text: str
    anchor: str
    fill: str
    dashed: bool


def marks_of(root: ElementTree.Element, dx: float = 0.0, dy: float = 0.0) -> list[Mark]:
    """Return all marks below an element, moved as their groups are."""
    found: list[Mark] = []
    for element in root:
        tag = str(element.tag).rpartition("}")[2]
        if tag in ("g", "svg", "a"):
            moved = _MOVED.search(element.get("transform", ""))
            by = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
            found += marks_of(element, dx + by[0], dy + by[1])
        elif tag in ("rect", "circle", "line", "text"):
            found.append(_mark(element, tag, dx, dy))
    return found


def _mark(element: ElementTree.Element, tag: str, dx: float, dy: float) -> Mark:
    def at(name: str) -> float:
        try:
            return float(element.get(name, "0"))
        except ValueError:
            return 0.0

    if tag == "circle":
        x1 = x2 = at("cx")
        y1 = y2 = at("cy")
    elif tag == "line":
        x1, y1, x2, y2 = at("x1"), at("y1"), at("x2"), at("y2")
    else:
        x1, y1 = at("x"), at("y")
        x2, y2 = x1 + at("width"), y1 + at("height")
    text = "".join(element.itertext()) if tag == "text" else ""
    return Mark(
        tag,
        x1 + dx,
        y1 + dy,
        x2 + dx,
        y2 + dy,
        text,
        element.get("text-anchor", "start"),
        element.get("fill", ""),
        "stroke-dasharray" in element.attrib,
    )
