"""One gap in every way of looking at it: crude, among people alike, adjusted, with people not recorded."""

from collections.abc import Sequence

from evenhand.findings.words import capital
from evenhand.measures import Measure
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.step_words import range_words, value_words
from evenhand.publish.views import Table
from evenhand.publish.within_panel import alike_words
from evenhand.vocabulary import Stage

ADJUSTED, BOUNDS = "difference_adjusted", "difference_bounds"
RATIO_ADJUSTED, RATIO_BOUNDS = "ratio_adjusted", "ratio_bounds"


def side_by_side(shelf: Shelf, area: str, stage: Stage, division: Division) -> tuple[Table, ...]:
    """Return a table of differences and one of ratios: groups down, ways of looking across; none where all is crude."""
    ratio = Measure.RELATIVE_RATE if stage.measure == "rate" else Measure.RATIO
    made = (
        _table(
            shelf,
            area,
            stage,
            division,
            "difference",
            (Measure.DIFFERENCE, Measure.DIFFERENCE_WITHIN, ADJUSTED, BOUNDS),
        ),
        _table(
            shelf, area, stage, division, "ratio", (ratio, Measure.RATIO_WITHIN, RATIO_ADJUSTED, RATIO_BOUNDS)
        ),
    )
    return tuple(one for one in made if one)


def _table(
    shelf: Shelf, area: str, stage: Stage, division: Division, kind: str, names: tuple[str, str, str, str]
) -> Table | None:
    crude, *others = (
        [row for row in shelf.find_named(area, str(name), stage) if row.division == division]
        for name in names
    )
    groups = list(dict.fromkeys(row.group for row in crude if row.estimate is not None))
    columns = [(shelf.say("page.beside.crude"), crude), *_columns(shelf, others)]
    columns = [(head, rows) for head, rows in columns if any(row.has_range for row in rows)]
    if not groups or len(columns) < 2:
        return None
    lines = tuple(
        (
            shelf.group_label(division, group),
            *(_cell(shelf, [row for row in rows if row.group == group]) for _, rows in columns),
        )
        for group in groups
    )
    reference = next((row.reference for row in crude if row.reference), "")
    units = "rate" if stage.measure == "rate" and kind == "difference" else kind
    caption = shelf.say(
        f"page.beside.{units}", step=stage.label, reference=shelf.group_people(division, reference or "")
    )
    heads = (
        capital(shelf.vocabulary.characteristic_title(division.characteristic)),
        *(head for head, _ in columns),
    )
    return Table(caption=caption, heads=heads, rows=lines, numbers=frozenset(range(1, len(heads))))


def _columns(shelf: Shelf, found: Sequence[Sequence[Estimate]]) -> list[tuple[str, list[Estimate]]]:
    """A column for each thing that people are alike in, one for each that is adjusted for, and the bounds."""
    within, adjusted, bounds = found
    order = list(shelf.programme.within)

    def listed(rows: Sequence[Estimate]) -> list[str]:
        names = dict.fromkeys(row.within or "" for row in rows)
        return sorted(names, key=lambda one: (order.index(one) if one in order else len(order), one))

    columns = [
        (alike_words(shelf, name), [row for row in within if row.within == name]) for name in listed(within)
    ]
    for name in listed(adjusted):
        title = (
            ", ".join(shelf.vocabulary.characteristic_title(one) for one in name.split("*")) if name else ""
        )
        head = (
            shelf.say("page.beside.adjusted", title=title) if title else shelf.say("page.beside.adjusted_all")
        )
        columns.append((head, [row for row in adjusted if (row.within or "") == name]))
    return [*columns, (shelf.say("figures.not_recorded.column"), list(bounds))]


def _cell(shelf: Shelf, rows: Sequence[Estimate]) -> str:
    """A figure with its range, the range alone where it has no best figure, or why there is neither."""
    row = next(iter(rows), None)
    if row is None:
        return "–"
    if not row.has_range:
        return shelf.say("figures.withheld" if row.state == "withheld" else "figures.too_few")
    ends = range_words(shelf, row)
    if row.best is None or row.measure in (BOUNDS, RATIO_BOUNDS):
        return ends
    return f"{value_words(row, row.best)} ({ends})"
