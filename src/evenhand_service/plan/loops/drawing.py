"""The map of loops as a picture: chains flow from where they began over actions and figures to what became of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from markupsafe import Markup

from evenhand_service.plan.loops.rules import Began, Reach

WIDTH, HEIGHT, BAR, GAP, HEAD = 960, 380, 14, 22, 34
COLUMNS = (4, 250, 480, 710)
"""Where each of the four columns begins, in the picture's own units."""
_GREY, _BLUE, _QUIET = "#505a5f", "#12436d", "#484949"
_ENDS = {
    Reach.MOVED: "#00703c",
    Reach.DID_NOT: "#b35900",
    Reach.MOVED_AWAY: "#ca3535",
    Reach.CANNOT_TELL: "#8a6d00",
    Reach.NOT_JUDGED: _GREY,
}


@dataclass(frozen=True, slots=True)
class Node:
    """A bar of a column: how many chains come through it, and where it stands."""

    name: str
    text: str
    colour: str
    number: int
    x: float
    top: float
    height: float


def drawing_of(paths: Mapping[tuple[Began, Reach], int]) -> Markup:
    """Return the picture as SVG of how many chains began with what and came how far; nothing where there is none.

    The list beside it says the same numbers. Source: F5.
    """
    flows = _flows(paths)
    if not flows:
        return Markup("")
    scale = _scale(flows)
    nodes = {name: node for column in range(4) for name, node in _placed(flows, column, scale).items()}
    drawn = [*_heads(), *_bands(flows, nodes, scale), *(_bar(one) for one in nodes.values())]
    title = Markup('<title id="title">{}</title><desc id="desc">{}</desc>').format(
        _("Where the chains from findings to effects end"),
        "; ".join(f"{one.text}: {one.number}" for one in nodes.values()),
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-labelledby="title desc" '
        'font-family="arial, sans-serif" font-size="15">{}{}</svg>'
    ).format(WIDTH, HEIGHT, title, Markup("").join(drawn))


def _path(began: Began, reach: Reach) -> tuple[str, ...]:
    """The bars that a chain comes through, from the left; it ends at its last."""
    if reach == Reach.NO_ACTION:
        return began.value, "no action"
    if reach == Reach.NO_FIGURE:
        return began.value, "action", "no figure"
    return began.value, "action", "figure", reach.value


def _flows(paths: Mapping[tuple[Began, Reach], int]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for (began, reach), number in paths.items():
        for step in pairwise(_path(began, reach)):
            found[step] += number
    return found


def _columns() -> tuple[list[tuple[str, str, str]], ...]:
    """Name, words and colour of each bar, column by column, from the top."""
    ends = {
        Reach.MOVED: _("Moved towards the target"),
        Reach.DID_NOT: _("Did not move"),
        Reach.MOVED_AWAY: _("Moved the other way"),
        Reach.CANNOT_TELL: _("Cannot be told"),
        Reach.NOT_JUDGED: _("Not yet judged"),
    }
    return (
        [
            (Began.FINDING.value, _("A finding"), _BLUE),
            (Began.RECOMMENDED.value, _("A recommendation"), _BLUE),
            (Began.UNASKED.value, _("Nobody asked"), _GREY),
        ],
        [("action", _("An action"), _BLUE), ("no action", _("No action"), "#ca3535")],
        [("figure", _("A figure promised"), _BLUE), ("no figure", _("No figure promised"), "#8a6d00")],
        [(one.value, text, _ENDS[one]) for one, text in ends.items()],
    )


def _numbers(flows: Counter[tuple[str, str]], column: int) -> list[tuple[str, str, str, int]]:
    side = 0 if column == 0 else 1
    told = []
    for name, text, colour in _columns()[column]:
        number = sum(count for ends, count in flows.items() if ends[side] == name)
        if number:
            told.append((name, text, colour, number))
    return told


def _scale(flows: Counter[tuple[str, str]]) -> float:
    """How high one chain is: all columns fit under their heads, each bar with room for its words."""
    room = HEIGHT - HEAD - 8
    columns = [_numbers(flows, each) for each in range(4)]
    return min((room - GAP * len(rows)) / sum(one[3] for one in rows) for rows in columns if rows)


def _placed(flows: Counter[tuple[str, str]], column: int, scale: float) -> dict[str, Node]:
    top, found = float(HEAD), {}
    for name, text, colour, number in _numbers(flows, column):
        height = max(2.0, number * scale)
        found[name] = Node(name, text, colour, number, COLUMNS[column], top, height)
        top += height + GAP
    return found


def _heads() -> list[Markup]:
    heads = (_("What asked for it"), _("What is done"), _("What it should move"), _("What became of it"))
    return [
        Markup('<text x="{}" y="16" fill="{}" font-weight="700">{}</text>').format(x, _QUIET, text)
        for x, text in zip(COLUMNS, heads, strict=True)
    ]


def _bands(flows: Counter[tuple[str, str]], nodes: dict[str, Node], scale: float) -> list[Markup]:
    """Each flow as a band between two bars, the uppermost first; thin ones stay visible."""
    left, right = dict.fromkeys(nodes, 0.0), dict.fromkeys(nodes, 0.0)
    order = {name: place for place, name in enumerate(nodes)}
    drawn = []
    for (one, other), number in sorted(flows.items(), key=lambda flow: [order[end] for end in flow[0]]):
        start, end, high = nodes[one], nodes[other], max(1.5, number * scale)
        x, to = start.x + BAR, end.x
        y, at, mid = start.top + left[one], end.top + right[other], (start.x + BAR + end.x) / 2
        left[one] += number * scale
        right[other] += number * scale
        over = f"M{x:.0f} {y:.1f} C{mid:.0f} {y:.1f} {mid:.0f} {at:.1f} {to:.0f} {at:.1f}"
        back = f"C{mid:.0f} {at + high:.1f} {mid:.0f} {y + high:.1f} {x:.0f} {y + high:.1f}"
        band = Markup('<path d="{} V{:.1f} {} Z" fill="{}" fill-opacity="0.22"/>')
        drawn.append(band.format(over, at + high, back, end.colour))
    return drawn


def _bar(one: Node) -> Markup:
    """A bar with its number and words: beside it, over the band, on white so that they can be read."""
    middle = one.top + one.height / 2 + 5
    return Markup(
        '<rect x="{:.0f}" y="{:.1f}" width="{}" height="{:.1f}" fill="{}"/><text x="{:.0f}" y="{:.1f}" fill="#0b0c0c" '
        'stroke="#ffffff" stroke-width="4" paint-order="stroke"><tspan font-weight="700">{}</tspan> {}</text>'
    ).format(one.x, one.top, BAR, one.height, one.colour, one.x + BAR + 6, middle, one.number, one.text)
