"""The figure of how long people stay: curves of several groups, or of everyone with the ways in which they left."""

from collections.abc import Sequence

from evenhand.foundations import EVERYONE
from evenhand.publish.charts import Shape
from evenhand.publish.charts.curves import CurveLine, CurvesSpec, draw_curves
from evenhand.publish.facts import facts
from evenhand.publish.interest import findings_of
from evenhand.publish.shelf import Shelf
from evenhand.publish.stays import FINISHED, STAYING, Curve
from evenhand.publish.views import Figure, Table

MOST_LINES = 4
"""More lines than this cannot be told apart on one chart; the table holds every group."""
_WEEK, _TWELVE = 7, 12


def staying_figure(
    shelf: Shelf, name: str, curves: Sequence[Curve], *, title: str, table: Table, ways: bool = False
) -> Figure:
    """Return the figure of curves; `ways` draws the one curve with those who finished below those still there."""
    say = shelf.say
    lines = _stack(shelf, curves[0]) if ways else tuple(_line(shelf, one) for one in chosen(shelf, curves))
    spec = CurvesSpec(
        lines=lines,
        axis_words=say("staying.shares"),
        weeks_words=say("staying.weeks"),
        mark=_TWELVE,
        mark_words=say("staying.twelve"),
        stacked=(say("staying.finished"), say("staying.there"), say("staying.left")) if ways else None,
    )
    said = (
        f"{row[0]}: {', '.join(f'{head} {cell}' for head, cell in zip(table.heads[1:], row[1:], strict=True))}"
        for row in table.rows
    )
    return Figure(
        id=name,
        title=title,
        description=f"{'; '.join(said)}.",
        wide=draw_curves(spec, Shape.WIDE),
        narrow=draw_curves(spec, Shape.NARROW),
        table=table,
        notes=tuple(say(f"staying.{one}") for one in ("range_note", "rounded_note", "tail_note")),
        facts=facts(shelf, curves[0].words["area"], say("staying.shares")),
    )


def chosen(shelf: Shelf, curves: Sequence[Curve]) -> list[Curve]:
    """Return the curves that are drawn: of groups that findings name, then those that tell most closely: the largest."""
    named = {one.group for one in findings_of(shelf, curves[0].words["area"])}
    order = sorted(curves, key=lambda one: (one.words["group"] not in named, one.rounded_to))
    return order[:MOST_LINES]


def _line(shelf: Shelf, curve: Curve) -> CurveLine:
    group = curve.words["group"]
    label = shelf.say("staying.everyone") if group == EVERYONE else shelf.group_label(curve.division, group)
    named = {one.group for one in findings_of(shelf, curve.words["area"])}
    return CurveLine(label=label, points=_points(curve, curve.shares[STAYING]), strong=group in named)


def _stack(shelf: Shelf, curve: Curve) -> tuple[CurveLine, CurveLine]:
    """Those who finished, and above them those still there."""
    finished = curve.shares[FINISHED]
    both = [done + there for done, there in zip(finished, curve.shares[STAYING], strict=True)]
    return (
        CurveLine(label=shelf.say("staying.finished"), points=_points(curve, finished)),
        CurveLine(label=shelf.say("staying.there"), points=_points(curve, both)),
    )


def _points(curve: Curve, shares: Sequence[float]) -> tuple[tuple[float, float], ...]:
    return tuple((day / _WEEK, 100 * share) for day, share in zip(curve.days, shares, strict=True))
