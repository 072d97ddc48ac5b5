"""The analyst's page of one area: every step by every characteristic, where gaps arise, who is at each stage."""

from collections.abc import Iterator

from evenhand.publish.anchors import area_anchor, area_file
from evenhand.publish.borrowed_figure import borrowed_figure
from evenhand.publish.gap_figure import gap_figures
from evenhand.publish.interest import divisions_at
from evenhand.publish.need_figure import need_figure
from evenhand.publish.not_recorded_figure import not_recorded_figure
from evenhand.publish.pages.smallest import smallest_section
from evenhand.publish.pages.unequal import unequal_section
from evenhand.publish.pathway_figure import pathway_figure
from evenhand.publish.shelf import Shelf, compared, divisions
from evenhand.publish.side_by_side import side_by_side
from evenhand.publish.step_figures import step_figures_of, step_rows
from evenhand.publish.step_table import step_table
from evenhand.publish.views import Figure, Page, Section, Table
from evenhand.publish.who_is_there import share_tables
from evenhand.vocabulary import Stage


def area_page(shelf: Shelf, number: int, area: str) -> Page | None:
    """Return the page of the `number`-th area; None where no step of it was measured. Source: C3, C6."""
    say = shelf.say
    name, anchor = shelf.area_name(area), area_anchor(number)
    steps = (_step(shelf, number, area, stage) for stage in shelf.programme.stages if stage.of is not None)
    sections = [one for one in steps if one]
    if pathway := pathway_figure(shelf, area, anchor):
        sections.insert(0, Section(id="pathway", title=say("page.pathway"), figures=(pathway,)))
    if unequal := unequal_section(shelf, area, anchor):
        sections.insert(1 if pathway else 0, unequal)
    if smallest := smallest_section(shelf, area):
        sections.insert(0, smallest)
    if need := need_figure(shelf, area, anchor):
        sections.append(Section(id="need", title=say("page.need.title"), figures=(need,)))
    if gaps := gap_figures(shelf, area, anchor, every=True):
        sections.append(Section(id="gaps", title=say("page.area.gaps"), figures=gaps))
    if tables := share_tables(shelf, area):
        sections.append(Section(id="shares", title=say("page.area.shares"), tables=tables))
    if not sections:
        return None
    return Page(
        file=area_file(number),
        name=say("page.area.name", area=name),
        title=say("page.area.title", area=name),
        lead=" ".join([say("page.area.lead"), *([say("page.area.apart")] if shelf.is_apart(area) else [])]),
        sections=tuple(sections),
    )


def _step(shelf: Shelf, number: int, area: str, stage: Stage) -> Section | None:
    rows = step_rows(shelf, area, stage)
    if not rows:
        return None
    figures = step_figures_of(shelf, area, area_anchor(number), stage)
    drawn = {figure.id for figure in figures}
    tables: list[Table] = []
    if not drawn:
        tables = [
            step_table(shelf, stage, [row for row in rows if row.division == one])
            for one in compared(shelf, rows) or divisions(rows)
        ]
    beside: list[Table] = []
    if stage.makes_a_gap:
        beside = [table for one in compared(shelf, rows) for table in side_by_side(shelf, area, stage, one)]
    return Section(
        id=f"step-{stage.id}",
        title=stage.label,
        lead=shelf.say(f"page.area.{stage.kind}"),
        figures=figures,
        tables=tuple(tables),
        more_figures=tuple(_of_few_people(shelf, number, area, stage)),
        more_words=shelf.say("page.small.more"),
        more=tuple(beside),
        more_tables_words=shelf.say("page.beside.title"),
    )


def _of_few_people(shelf: Shelf, number: int, area: str, stage: Stage) -> Iterator[Figure]:
    """Yield what small groups borrow from each other, and what people not recorded could change, where it is compared."""
    anchor, rows = area_anchor(number), step_rows(shelf, area, stage)
    if stage.makes_a_gap:
        found = compared(shelf, rows)
        of_interest = divisions_at(shelf, area, stage)
        for division in found:
            if figure := borrowed_figure(shelf, area, anchor, stage, division):
                yield figure
        for division in found:
            if division in (*of_interest, *found[:1]) and (
                figure := not_recorded_figure(shelf, area, anchor, stage, division)
            ):
                yield figure
