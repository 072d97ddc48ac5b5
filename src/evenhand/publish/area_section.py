"""What the page says of one area, and which of its steps it shows."""

from dataclasses import replace

from evenhand.foundations import EVERYONE
from evenhand.measures import State
from evenhand.publish.anchors import area_anchor, area_file
from evenhand.publish.gap_figure import gap_figures
from evenhand.publish.interest import findings_of
from evenhand.publish.listening import listening_table
from evenhand.publish.need_figure import need_figure
from evenhand.publish.pathway_figure import pathway_figure
from evenhand.publish.shelf import Estimate, Shelf, divisions
from evenhand.publish.step_figures import step_rows, step_section
from evenhand.publish.views import AreaSection, Link
from evenhand.publish.who_is_there import share_sentences, share_tables
from evenhand.vocabulary import UNKNOWNS, Stage


def area_section(shelf: Shelf, number: int, area: str) -> AreaSection:
    """Return the section of one area, the `number`-th of the release."""
    return shelf.once(("area", number, area), lambda: _area_section(shelf, number, area))


def _area_section(shelf: Shelf, number: int, area: str) -> AreaSection:
    anchor = area_anchor(number)
    chosen = chosen_steps(shelf, area)
    sections = (step_section(shelf, area, anchor, stage, title) for stage, title in chosen)
    steps = [one for one in sections if one]
    return AreaSection(
        id=anchor,
        name=shelf.area_name(area),
        pathway=pathway_figure(shelf, area, anchor),
        steps=(*steps[:1], *(replace(one, lead="") for one in steps[1:])),
        gaps=gap_figures(shelf, area, anchor),
        shares=share_tables(shelf, area),
        share_sentences=share_sentences(shelf, area),
        need=need_figure(shelf, area, anchor),
        listening=listening_table(shelf, area),
        page=Link(to=area_file(number), words=shelf.say("page.area.name", area=shelf.area_name(area))),
    )


def chosen_steps(shelf: Shelf, area: str) -> tuple[tuple[Stage, str], ...]:
    """Return the steps to draw, each with its heading: those of the findings of interest, else the widest."""
    named = [one.stage for one in findings_of(shelf, area)]
    stages = list({stage.id: stage for stage in map(shelf.programme.stage, named)}.values())
    if not stages:
        widest = widest_step(shelf, area)
        return ((widest, _heading(shelf.say("page.step.widest"), shelf, widest)),) if widest else ()
    firsts = [shelf.say("page.step.widest_held"), *[shelf.say("page.step.another")] * (len(stages) - 1)]
    if len(stages) == 1:
        firsts = [shelf.say("page.step.only")]
    return tuple((stage, _heading(first, shelf, stage)) for stage, first in zip(stages, firsts, strict=True))


def widest_step(shelf: Shelf, area: str) -> Stage | None:
    """Return the service step at which the groups' figures lie furthest apart; None where none was measured.

    Rates are set against proportions by the highest figure over the lowest; proportions by their difference.
    """
    stages = [stage for stage in shelf.programme.stages if stage.makes_a_gap]
    spans = {stage.id: _span(shelf, area, stage) for stage in stages}
    measured = [stage for stage in stages if spans[stage.id] is not None]
    rates = [stage for stage in measured if stage.measure == "rate"]
    return max(rates or measured, key=lambda stage: spans[stage.id] or 0.0, default=None)


def _span(shelf: Shelf, area: str, stage: Stage) -> float | None:
    rows = [row for row in step_rows(shelf, area, stage) if _counts(shelf, row)]
    spans = []
    for division in divisions(rows):
        values = [row.best for row in rows if row.division == division and row.best is not None]
        spans.append(max(values) - min(values))
    return max(spans, default=None)


def _counts(shelf: Shelf, row: Estimate) -> bool:
    return (
        row.characteristic in shelf.programme.compare
        and row.characteristic != EVERYONE
        and row.group not in UNKNOWNS
        and row.state == State.OK
        and row.best is not None
    )


def _heading(first: str, shelf: Shelf, stage: Stage) -> str:
    before = next((one for one in shelf.programme.stages if one.id == stage.of), None)
    if stage.measure == "rate" or before is None:
        return f"{first}: ‘{stage.label}’"
    return f"{first}: {shelf.say('page.step.from_to', first=before.label, last=stage.label)}"
