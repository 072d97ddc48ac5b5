"""The numbers of a step by group as a table, with a word where a number cannot be given."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evenhand.findings.words import capital
from evenhand.publish.shelf import Estimate, Shelf
from evenhand.publish.step_words import axis_words, estimate_words, range_words
from evenhand.publish.views import Table
from evenhand.publish.within_panel import alike_words, difference_words
from evenhand.publish.words import whole
from evenhand.vocabulary import Stage


def step_table(shelf: Shelf, stage: Stage, rows: Sequence[Estimate]) -> Table:
    """Return the numbers of a step by group, with a word where a number cannot be given."""
    ordered = sorted(rows, key=by_figure)
    if not ordered:
        return Table(caption=stage.label, heads=(shelf.say("figures.head_group"),), rows=())
    division, area = ordered[0].division, ordered[0].area
    lines = []
    for row in ordered:
        count = shelf.count(area, stage, group=row.group, of=division)
        numerator = count.words if count else ("–" if row.numerator is None else whole(row.numerator))
        denominator = shelf.say("figures.withheld") if row.denominator is None else whole(row.denominator)
        label = shelf.group_label(division, row.group)
        lines.append((label, numerator, denominator, estimate_words(shelf, row), range_words(shelf, row)))
    title = shelf.vocabulary.characteristic_title(division.characteristic)
    return Table(
        caption=shelf.say(
            "figures.step_caption",
            what=capital(axis_words(shelf, stage)),
            title=title,
            area=shelf.area_name(area),
        ),
        heads=(
            capital(title),
            capital(stage.people),
            *(shelf.say(f"figures.head_{name}") for name in ("out_of", "best", "range")),
        ),
        rows=tuple(lines),
        numbers=frozenset({1, 2, 3, 4}),
    )


def with_differences(
    shelf: Shelf, table: Table, known: Sequence[Estimate], alike: str, within: Mapping[str, Estimate]
) -> Table:
    """The table of a step with a column of the differences among people who are alike."""
    if not within:
        return table
    ordered = sorted(known, key=by_figure)
    cells = [difference_words(shelf, within[one.group]) if one.group in within else "–" for one in ordered]
    rows = tuple((*row, cell) for row, cell in zip(table.rows, cells, strict=True))
    head = shelf.say("figures.within.head", alike=alike_words(shelf, alike))
    return replace(
        table, heads=(*table.heads, head), rows=rows, numbers=frozenset({*table.numbers, len(table.heads)})
    )


def by_figure(row: Estimate) -> tuple[bool, bool, float, str]:
    """Sort by the best figure, highest first; then ranges alone; then what is not shown."""
    upper = row.upper if row.upper is not None else 0.0
    return not row.has_range, row.best is None, -(upper if row.best is None else row.best), row.group
