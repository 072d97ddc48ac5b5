"""Where a gap arises: the steps as a waterfall in points per 100, for the groups that headlines name."""

from collections.abc import Sequence
from functools import partial

from evenhand.measures import Measure
from evenhand.publish.anchors import gap_anchor
from evenhand.publish.charts import Shape, WaterfallRow, WaterfallSpec, draw_waterfall
from evenhand.publish.facts import facts
from evenhand.publish.interest import findings_of
from evenhand.publish.shelf import Estimate, Shelf
from evenhand.publish.views import Figure, Table
from evenhand.publish.words import figure, points


def gap_figures(shelf: Shelf, area: str, anchor: str, *, every: bool = False) -> tuple[Figure, ...]:
    """Return a waterfall for each group that a headline of the area names (or `every` one), where measured."""
    parts = [row for row in shelf.find(area, Measure.WATERFALL_PART) if row.estimate is not None]
    totals = [row for row in shelf.find(area, Measure.WATERFALL_TOTAL) if row.estimate is not None]
    figures: list[Figure] = []
    for total in totals:
        own = [row for row in parts if (row.division, row.group) == (total.division, total.group)]
        if own and (every or _is_named(shelf, total)):
            name = gap_anchor(anchor, total.division, total.group)
            figures.append(shelf.once(name, partial(_figure, shelf, name, own, total)))
    return tuple(figures)


def _is_named(shelf: Shelf, total: Estimate) -> bool:
    return any(
        (one.area, one.characteristic, one.code_list, one.edition, one.group)
        == (total.area, total.characteristic, total.code_list, total.edition, total.group)
        for one in findings_of(shelf, total.area)
    )


def _figure(shelf: Shelf, name: str, parts: Sequence[Estimate], total: Estimate) -> Figure:
    order = {shelf.programme.stage_key(stage): n for n, stage in enumerate(shelf.programme.stages)}
    rows = tuple(_row(shelf, one) for one in sorted(parts, key=lambda one: order.get(one.stage, len(order))))
    group = shelf.group_people(total.division, total.group)
    reference = shelf.group_people(total.division, total.reference or "")
    value = (total.estimate or 0) * 100
    spread = _spread(shelf, total)
    spec = WaterfallSpec(
        rows=rows,
        total=WaterfallRow(label=shelf.say("figures.all_steps"), points=value, figure=points(value)),
        lower=_hundred(total.lower),
        upper=_hundred(total.upper),
        axis_words=shelf.say("figures.gap_axis", group=group, reference=reference),
    )
    listed = shelf.speech.joined(f"{row.label} {row.figure}" for row in rows)
    return Figure(
        id=name,
        title=_title(shelf, total, group, reference),
        lead=_lead(shelf, total),
        description=shelf.say("figures.gap_description", listed=listed, total=f"{points(value)}{spread}"),
        wide=draw_waterfall(spec, Shape.WIDE),
        narrow=draw_waterfall(spec, Shape.NARROW),
        table=_table(shelf, rows, f"{points(value)}{spread}"),
        notes=(shelf.say("figures.interval" if spread else "figures.no_whole_range"),),
        facts=facts(shelf, total.area, shelf.say("figures.points")),
    )


def _title(shelf: Shelf, total: Estimate, group: str, reference: str) -> str:
    value = (total.estimate or 0) * 100
    last = shelf.programme.stage(total.stage)
    seen = shelf.say(
        "figures.gap_fewer" if value < 0 else "figures.gap_more",
        figure=figure(abs(value)),
        group=group,
        reference=reference,
        last=last.label,
    )
    return f"{seen}{_chance(shelf, total)}"


def _chance(shelf: Shelf, total: Estimate) -> str:
    if total.has_range and (total.lower or 0) <= 0 <= (total.upper or 0):
        return f"; {shelf.say('figures.gap_not_clear')}"
    return ""


def _lead(shelf: Shelf, total: Estimate) -> str:
    if total.denominator_name:
        return shelf.say("figures.gap_lead_from", people=total.denominator_name)
    return shelf.say("figures.gap_lead")


def _spread(shelf: Shelf, total: Estimate) -> str:
    if not total.has_range:
        return ""
    ends = {"first": points((total.lower or 0) * 100), "last": points((total.upper or 0) * 100)}
    return f" ({shelf.say('words.from_to', **ends)})"


def _row(shelf: Shelf, row: Estimate) -> WaterfallRow:
    value = (row.estimate or 0) * 100
    return WaterfallRow(label=shelf.programme.stage(row.stage).label, points=value, figure=points(value))


def _table(shelf: Shelf, rows: Sequence[WaterfallRow], total: str) -> Table:
    lines = [(row.label, row.figure) for row in rows]
    return Table(
        caption=shelf.say("figures.gap_caption"),
        heads=(shelf.say("figures.head_step"), shelf.say("figures.head_points")),
        rows=(*lines, (shelf.say("figures.all_steps"), total)),
        numbers=frozenset({1}),
    )


def _hundred(value: float | None) -> float | None:
    return None if value is None else value * 100
