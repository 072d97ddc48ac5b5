"""Where a gap arises: the steps as a waterfall in points per 100, for the groups that headlines name."""

from collections.abc import Sequence

from evenhand.measures import Measure
from evenhand.publish.charts import Shape, WaterfallRow, WaterfallSpec, draw_waterfall
from evenhand.publish.facts import facts
from evenhand.publish.interest import findings_of
from evenhand.publish.shelf import Estimate, Shelf
from evenhand.publish.views import INTERVAL_WORDS, Figure, Table
from evenhand.publish.words import figure, joined, points


def gap_figures(shelf: Shelf, area: str, anchor: str, *, every: bool = False) -> tuple[Figure, ...]:
    """Return a waterfall for each group that a headline of the area names (or `every` one), where measured."""
    parts = [row for row in shelf.find(area, Measure.WATERFALL_PART) if row.estimate is not None]
    totals = [row for row in shelf.find(area, Measure.WATERFALL_TOTAL) if row.estimate is not None]
    figures: list[Figure] = []
    for total in totals:
        own = [row for row in parts if (row.division, row.group) == (total.division, total.group)]
        if own and (every or _is_named(shelf, total)):
            figures.append(_figure(shelf, f"{anchor}-gap-{len(figures) + 1}", own, total))
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
    spread = _spread(total)
    spec = WaterfallSpec(
        rows=rows,
        total=WaterfallRow(label="All these steps together", points=value, figure=points(value)),
        lower=_hundred(total.lower),
        upper=_hundred(total.upper),
        axis_words=f"{group} against {reference}, in points per 100",
    )
    listed = joined(f"{row.label} {row.figure}" for row in rows)
    return Figure(
        id=name,
        title=_title(shelf, total, group, reference),
        lead=_lead(total),
        description=f"Parts of the gap in points per 100: {listed}. All together {points(value)}{spread}.",
        wide=draw_waterfall(spec, Shape.WIDE),
        narrow=draw_waterfall(spec, Shape.NARROW),
        table=_table(rows, f"{points(value)}{spread}"),
        notes=(INTERVAL_WORDS,) if spread else ("The range of the whole cannot be given.",),
        facts=facts(shelf, total.area, "points per 100 people"),
    )


def _title(shelf: Shelf, total: Estimate, group: str, reference: str) -> str:
    value = (total.estimate or 0) * 100
    last = shelf.programme.stage(total.stage)
    more = "fewer" if value < 0 else "more"
    return (
        f"Of every 100, about {figure(abs(value))} {more} {group} than {reference} "
        f"got to ‘{last.label}’ through the steps below{_chance(total)}"
    )


def _chance(total: Estimate) -> str:
    if total.has_range and (total.lower or 0) <= 0 <= (total.upper or 0):
        return "; the whole gap is not clearly different from none"
    return ""


def _lead(total: Estimate) -> str:
    start = f" from 100 {total.denominator_name} of each group" if total.denominator_name else ""
    return (
        f"Starting{start} and following these steps alone. Each bar begins where the one above ended: "
        "what the step adds to the gap, or takes from it. The last bar is the whole gap; the line under it "
        "is its range."
    )


def _spread(total: Estimate) -> str:
    if not total.has_range:
        return ""
    return f" ({points((total.lower or 0) * 100)} to {points((total.upper or 0) * 100)})"


def _row(shelf: Shelf, row: Estimate) -> WaterfallRow:
    value = (row.estimate or 0) * 100
    return WaterfallRow(label=shelf.programme.stage(row.stage).label, points=value, figure=points(value))


def _table(rows: Sequence[WaterfallRow], total: str) -> Table:
    lines = [(row.label, row.figure) for row in rows]
    return Table(
        caption="Parts of the gap, in points per 100",
        heads=("Step", "Points"),
        rows=(*lines, ("All these steps together", total)),
        numbers=frozenset({1}),
    )


def _hundred(value: float | None) -> float | None:
    return None if value is None else value * 100
