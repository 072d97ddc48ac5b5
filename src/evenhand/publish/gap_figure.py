"""Where a gap arises: the steps as a waterfall in points per 100, for the groups that headlines name."""

from collections.abc import Sequence

from evenhand.measures import Measure
from evenhand.publish.charts import Shape, WaterfallRow, WaterfallSpec, draw_waterfall
from evenhand.publish.facts import facts
from evenhand.publish.shelf import Estimate, Shelf
from evenhand.publish.views import INTERVAL_WORDS, Figure, Table
from evenhand.publish.words import joined, points


def gap_figures(shelf: Shelf, area: str, anchor: str) -> tuple[Figure, ...]:
    """Return a waterfall for each group that a headline of the area names, where its parts were measured."""
    parts = [row for row in shelf.find(area, Measure.WATERFALL_PART) if row.estimate is not None]
    totals = [row for row in shelf.find(area, Measure.WATERFALL_TOTAL) if row.estimate is not None]
    figures: list[Figure] = []
    for total in totals:
        own = [row for row in parts if (row.division, row.group) == (total.division, total.group)]
        if own and _is_named(shelf, total):
            figures.append(_figure(shelf, f"{anchor}-gap-{len(figures) + 1}", own, total))
    return tuple(figures)


def _is_named(shelf: Shelf, total: Estimate) -> bool:
    return any(
        (one.area, one.characteristic, one.code_list, one.edition, one.group)
        == (total.area, total.characteristic, total.code_list, total.edition, total.group)
        for one in shelf.release.findings.headlines
    )


def _figure(shelf: Shelf, name: str, parts: Sequence[Estimate], total: Estimate) -> Figure:
    order = {shelf.programme.stage_key(stage): n for n, stage in enumerate(shelf.programme.stages)}
    rows = tuple(_row(shelf, one) for one in sorted(parts, key=lambda one: order.get(one.stage, len(order))))
    group = shelf.group_people(total.division, total.group)
    reference = shelf.group_people(total.division, total.reference or "")
    value = (total.estimate or 0) * 100
    last = shelf.programme.stage(total.stage)
    words = f"{points(value)} of every 100"
    spec = WaterfallSpec(
        rows=rows,
        total=WaterfallRow(label="All steps together", points=value, figure=points(value)),
        lower=_hundred(total.lower),
        upper=_hundred(total.upper),
        axis_words=f"points per 100: {group} against {reference}",
    )
    spread = (
        f" ({points((total.lower or 0) * 100)} to {points((total.upper or 0) * 100)})"
        if total.has_range
        else ""
    )
    listed = joined(f"{row.label} {row.figure}" for row in rows)
    return Figure(
        id=name,
        title=f"{group[:1].upper()}{group[1:]} against {reference}: {words} by ‘{last.label}’",
        lead="Each bar begins where the one above ended: what that step adds to the gap, or takes from it. "
        f"Together they make {words}{spread}; the line under the last bar is its range.",
        description=f"Parts of the gap in points per 100: {listed}; all steps together {points(value)}{spread}.",
        wide=draw_waterfall(spec, Shape.WIDE),
        narrow=draw_waterfall(spec, Shape.NARROW),
        table=_table(rows, total, value, spread),
        notes=(INTERVAL_WORDS,),
        facts=facts(shelf, "points per 100 people"),
    )


def _row(shelf: Shelf, row: Estimate) -> WaterfallRow:
    value = (row.estimate or 0) * 100
    return WaterfallRow(label=shelf.programme.stage(row.stage).label, points=value, figure=points(value))


def _table(rows: Sequence[WaterfallRow], total: Estimate, value: float, spread: str) -> Table:
    lines = [(row.label, row.figure) for row in rows]
    lines.append(("All steps together", f"{points(value)}{spread}"))
    return Table(
        caption="Parts of the gap, in points per 100",
        heads=("Step", "Points"),
        rows=tuple(lines),
        numbers=frozenset({1}),
    )


def _hundred(value: float | None) -> float | None:
    return None if value is None else value * 100
