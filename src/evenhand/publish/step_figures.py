"""One step by group: of those who could take it, how many of each group did, with the range."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evenhand.findings.words import capital
from evenhand.measures import Measure
from evenhand.publish import interest
from evenhand.publish.anchors import figure_anchor, step_anchor
from evenhand.publish.charts import DotRow, DotSpec, Panel, Shape, draw_dots
from evenhand.publish.facts import facts
from evenhand.publish.shelf import Division, Estimate, Shelf, divisions
from evenhand.publish.step_words import (
    axis_words,
    estimate_words,
    figure_words,
    out_of,
    range_alone_words,
    range_words,
    step_description,
    step_lead,
    step_title,
    too_few_words,
    unit_said,
    unknown_words,
)
from evenhand.publish.views import Figure, StepSection, Table
from evenhand.publish.within_panel import alike_words, difference_words, rows_within, within_panel
from evenhand.publish.words import whole
from evenhand.vocabulary import UNKNOWNS, Stage


def step_section(shelf: Shelf, area: str, anchor: str, stage: Stage, title: str) -> StepSection | None:
    """Return the step by every division that was measured; None where there is none.

    Shown are the divisions of its findings; where it has none, the first that the programme compares of which two
    groups or more can be shown. The others are on the area's own page.
    """
    rows = step_rows(shelf, area, stage)
    ordered = _ordered(shelf, area, stage, divisions(rows))
    shown = [row for row in rows if row.has_range and row.group not in UNKNOWNS and row.division in ordered]
    if not shown:
        return None
    figures = {
        division: _made(shelf, anchor, stage, [row for row in rows if row.division == division], shown)
        for division in ordered
    }
    shown_first = _shown_first(shelf, area, stage, [d for d in ordered if figures[d]], shown)
    others = [d for d in figures if figures[d] and d not in shown_first]
    return StepSection(
        id=step_anchor(anchor, stage),
        stage=stage.id,
        title=title,
        lead=step_lead(shelf, stage),
        figures=tuple(made for d in shown_first if (made := figures[d])),
        more=tuple(made for d in others if (made := figures[d])),
        more_words=shelf.speech.joined(
            shelf.vocabulary.characteristic_title(d.characteristic) for d in others
        ),
    )


def _shown_first(
    shelf: Shelf, area: str, stage: Stage, drawn: Sequence[Division], shown: Sequence[Estimate]
) -> list[Division]:
    named = {d.characteristic for d in interest.divisions_at(shelf, area, stage)}
    if named:
        return [d for d in drawn if d.characteristic in named]
    of_several = [d for d in drawn if sum(row.division == d for row in shown) > 1]
    compared_first = [d for d in of_several if d.characteristic in shelf.programme.compare]
    return [*compared_first, *of_several, *drawn][:1]


def step_figures_of(shelf: Shelf, area: str, anchor: str, stage: Stage) -> tuple[Figure, ...]:
    """Return a figure of the step for every division that was measured, all on one scale."""
    rows = step_rows(shelf, area, stage)
    ordered = _ordered(shelf, area, stage, divisions(rows))
    shown = [row for row in rows if row.has_range and row.group not in UNKNOWNS and row.division in ordered]
    made = (
        _made(shelf, anchor, stage, [row for row in rows if row.division == one], shown) for one in ordered
    )
    return tuple(figure for figure in made if figure)


def step_rows(shelf: Shelf, area: str, stage: Stage) -> tuple[Estimate, ...]:
    """Return the proportions or rates of every group at a stage."""
    return shelf.find(area, Measure.RATE if stage.measure == "rate" else Measure.PROPORTION, stage)


def reference_of(rows: Sequence[Estimate]) -> str | None:
    """Return the group that the others are compared with."""
    return next((row.reference for row in rows if row.reference), None)


def _made(
    shelf: Shelf, anchor: str, stage: Stage, rows: Sequence[Estimate], on_scale: Sequence[Estimate]
) -> Figure | None:
    """The figure of one division, drawn once."""
    key = ("step", anchor, stage.id, rows[0].division)
    return shelf.once(key, lambda: _figure(shelf, anchor, stage, rows, on_scale))


def _figure(
    shelf: Shelf, anchor: str, stage: Stage, rows: Sequence[Estimate], on_scale: Sequence[Estimate]
) -> Figure | None:
    known = [row for row in rows if row.group not in UNKNOWNS]
    shown = sorted((row for row in known if row.has_range), key=_place)
    if not shown:
        return None
    division, area = shown[0].division, shown[0].area
    strong = interest.groups_at(shelf, area, stage, division)
    reference = next((row for row in shown if row.group == reference_of(known)), None)
    alike, within = rows_within(shelf, area, stage, division)
    spec = _spec(shelf, stage, shown, reference, strong, on_scale)
    if within and reference is not None:
        panel = within_panel(shelf, alike, within, shown, reference.group)
        spec = replace(spec, beside=_marked(panel, spec))
    people = sum(row.denominator or 0 for row in shown)
    first_unit = next(
        (one.unit for one in shelf.programme.stages if one.id == stage.of), shelf.programme.unit
    )
    return Figure(
        id=figure_anchor(anchor, stage, division),
        title=step_title(shelf, stage, shown, reference, strong),
        lead="",
        description=step_description(shelf, stage, shown),
        wide=draw_dots(spec, Shape.WIDE),
        narrow=draw_dots(spec, Shape.NARROW),
        table=_with_differences(shelf, step_table(shelf, stage, known), known, alike, within),
        notes=(
            *([shelf.say("figures.within.note")] if spec.beside else []),
            *range_alone_words(shelf, stage, shown),
            *too_few_words(shelf, known),
            *unknown_words(shelf, area, stage, division),
            *([capital(stage.note) + "."] if stage.note else []),
            shelf.say("figures.interval"),
        ),
        facts=facts(shelf, area, f"{whole(people)} {unit_said(shelf, first_unit)}" if people else ""),
    )


def _marked(panel: Panel, spec: DotSpec) -> Panel:
    """The panel with the groups of interest marked as in the first."""
    rows = (
        one and replace(one, strong=first.strong) for one, first in zip(panel.rows, spec.rows, strict=True)
    )
    return replace(panel, rows=tuple(rows))


def _with_differences(
    shelf: Shelf, table: Table, known: Sequence[Estimate], alike: str, within: Mapping[str, Estimate]
) -> Table:
    """The table of a step with a column of the differences among people who are alike."""
    if not within:
        return table
    ordered = sorted(known, key=_place)
    cells = [difference_words(shelf, within[one.group]) if one.group in within else "–" for one in ordered]
    rows = tuple((*row, cell) for row, cell in zip(table.rows, cells, strict=True))
    head = shelf.say("figures.within.head", alike=alike_words(shelf, alike))
    return replace(
        table, heads=(*table.heads, head), rows=rows, numbers=frozenset({*table.numbers, len(table.heads)})
    )


def _spec(
    shelf: Shelf,
    stage: Stage,
    shown: Sequence[Estimate],
    reference: Estimate | None,
    strong: frozenset[str],
    on_scale: Iterable[Estimate],
) -> DotSpec:
    ends = [end * row.scale for row in on_scale for end in (row.lower, row.upper) if end is not None]
    return DotSpec(
        rows=tuple(
            DotRow(
                label=shelf.group_label(row.division, row.group),
                estimate=None if row.best is None else row.best * row.scale,
                lower=(row.lower or 0) * row.scale,
                upper=(row.upper or 0) * row.scale,
                figure=figure_words(shelf, row),
                of=out_of(shelf, row),
                strong=row.group in strong,
            )
            for row in shown
        ),
        axis_words=axis_words(shelf, stage),
        figure_words=shelf.say("figures.best_and_range"),
        low=min(ends),
        high=max(ends),
        reference=None if reference is None or reference.best is None else reference.best * reference.scale,
        reference_label=shelf.group_label(reference.division, reference.group) if reference else "",
    )


def step_table(shelf: Shelf, stage: Stage, rows: Sequence[Estimate]) -> Table:
    """Return the numbers of a step by group, with a word where a number cannot be given."""
    ordered = sorted(rows, key=_place)
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


def _ordered(shelf: Shelf, area: str, stage: Stage, found: Sequence[Division]) -> list[Division]:
    """Return divisions as the headlines rank them, then as the programme lists them."""
    first = interest.divisions_at(shelf, area, stage)
    listed = [*shelf.programme.compare, *shelf.programme.characteristics]

    def order(division: Division) -> tuple[int, int]:
        rank = first.index(division) if division in first else len(first)
        known = division.characteristic in listed
        return rank, listed.index(division.characteristic) if known else len(listed)

    return sorted(found, key=order)


def _place(row: Estimate) -> tuple[bool, bool, float, str]:
    """Sort by the best figure, highest first; then ranges alone; then what is not shown."""
    upper = row.upper if row.upper is not None else 0.0
    return not row.has_range, row.best is None, -(upper if row.best is None else row.best), row.group
