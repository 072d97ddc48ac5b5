"""One step by group: of those who could take it, how many of each group did, with the range."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evenhand.findings.words import capital
from evenhand.measures import Measure
from evenhand.publish import interest
from evenhand.publish.anchors import figure_anchor, step_anchor
from evenhand.publish.charts import DotRow, DotSpec, Panel, Shape, draw_dots
from evenhand.publish.facts import facts
from evenhand.publish.not_recorded import bands, not_recorded
from evenhand.publish.shelf import Division, Estimate, Shelf, divisions
from evenhand.publish.step_table import by_figure, step_table, with_differences
from evenhand.publish.step_words import (
    axis_words,
    figure_words,
    out_of,
    range_alone_words,
    step_description,
    step_lead,
    step_title,
    too_few_words,
    unit_said,
    unknown_words,
)
from evenhand.publish.views import Figure, StepSection
from evenhand.publish.within_panel import rows_within, within_panel
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
        _made(shelf, anchor, stage, [row for row in rows if row.division == one], shown, banded=True)
        for one in ordered
    )
    return tuple(figure for figure in made if figure)


def step_rows(shelf: Shelf, area: str, stage: Stage) -> tuple[Estimate, ...]:
    """Return the proportions or rates of every group at a stage."""
    return shelf.find(area, Measure.RATE if stage.measure == "rate" else Measure.PROPORTION, stage)


def reference_of(rows: Sequence[Estimate]) -> str | None:
    """Return the group that the others are compared with."""
    return next((row.reference for row in rows if row.reference), None)


def _made(
    shelf: Shelf,
    anchor: str,
    stage: Stage,
    rows: Sequence[Estimate],
    on_scale: Sequence[Estimate],
    *,
    banded: bool = False,
) -> Figure | None:
    """The figure of one division, drawn once; `banded` with what people not recorded could change."""
    key = ("step", anchor, stage.id, rows[0].division, banded)
    return shelf.once(key, lambda: _figure(shelf, anchor, stage, rows, on_scale, banded=banded))


def _figure(
    shelf: Shelf,
    anchor: str,
    stage: Stage,
    rows: Sequence[Estimate],
    on_scale: Sequence[Estimate],
    *,
    banded: bool,
) -> Figure | None:
    known = [row for row in rows if row.group not in UNKNOWNS]
    shown = sorted((row for row in known if row.has_range), key=by_figure)
    if not shown:
        return None
    division, area = shown[0].division, shown[0].area
    strong = interest.groups_at(shelf, area, stage, division)
    reference = next((row for row in shown if row.group == reference_of(known)), None)
    alike, within = rows_within(shelf, area, stage, division)
    people = not_recorded(shelf, area, stage, division) if banded else None
    could_be = bands(shelf, area, stage, shown) if people else {}
    spec = _banded(_spec(shelf, stage, shown, reference, strong, on_scale), shown, could_be)
    if within and reference is not None:
        panel = within_panel(shelf, alike, within, shown, reference.group)
        spec = replace(spec, beside=_marked(panel, spec))
    counted = sum(row.denominator or 0 for row in shown)
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
        table=with_differences(shelf, step_table(shelf, stage, known), known, alike, within),
        notes=(
            *([shelf.say("figures.within.note")] if spec.beside else []),
            *(
                [shelf.say("figures.not_recorded.band", number=whole(people.at_most))]
                if people and could_be
                else []
            ),
            *range_alone_words(shelf, stage, shown),
            *too_few_words(shelf, known),
            *unknown_words(shelf, area, stage, division),
            *([capital(stage.note) + "."] if stage.note else []),
            shelf.say("figures.interval"),
        ),
        facts=facts(shelf, area, f"{whole(counted)} {unit_said(shelf, first_unit)}" if counted else ""),
    )


def _banded(spec: DotSpec, shown: Sequence[Estimate], could_be: Mapping[str, tuple[float, float]]) -> DotSpec:
    """The rows with a pale band of what people not recorded could change; the axis holds the bands."""
    ends = {
        row.group: tuple(end * row.scale for end in could_be[row.group])
        for row in shown
        if row.group in could_be
    }
    rows = tuple(
        replace(one, could_be=(ends[row.group][0], ends[row.group][1])) if row.group in ends else one
        for one, row in zip(spec.rows, shown, strict=True)
    )
    flat = [end for both in ends.values() for end in both]
    return replace(spec, rows=rows, low=min([spec.low, *flat]), high=max([spec.high, *flat]))


def _marked(panel: Panel, spec: DotSpec) -> Panel:
    """The panel with the groups of interest marked as in the first."""
    rows = (
        one and replace(one, strong=first.strong) for one, first in zip(panel.rows, spec.rows, strict=True)
    )
    return replace(panel, rows=tuple(rows))


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


def _ordered(shelf: Shelf, area: str, stage: Stage, found: Sequence[Division]) -> list[Division]:
    """Return divisions as the headlines rank them, then as the programme lists them."""
    first = interest.divisions_at(shelf, area, stage)
    listed = [*shelf.programme.compare, *shelf.programme.characteristics]

    def order(division: Division) -> tuple[int, int]:
        rank = first.index(division) if division in first else len(first)
        known = division.characteristic in listed
        return rank, listed.index(division.characteristic) if known else len(listed)

    return sorted(found, key=order)
