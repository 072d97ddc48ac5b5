"""The findings as they stand on the page: each with links to its step and to its evidence."""

from collections.abc import Collection

from evenhand.findings import Finding, Findings
from evenhand.publish.anchors import area_anchor, area_file, figure_anchor, pathway_anchor, table_anchor
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.step_figures import step_figures_of
from evenhand.publish.views import AreaSection, Link, Statement


def nothing_held(shelf: Shelf) -> str:
    """Return what is said where there is no finding: nothing held, or nothing could be compared."""
    return shelf.say("page.nothing_held" if shelf.release.findings.comparisons else "page.nothing_compared")


def unsaid_sentences(findings: Findings) -> tuple[str, ...]:
    """Return what cannot be said: first one sentence for each reason, then the others, in their order."""
    first = {one.reason: one.sentence for one in reversed(findings.cannot_say)}
    leading = [one.sentence for one in findings.cannot_say if first[one.reason] == one.sentence]
    return tuple(dict.fromkeys([*leading, *(one.sentence for one in findings.cannot_say)]))


def statements(
    shelf: Shelf,
    found: tuple[Finding, ...],
    sections: tuple[AreaSection, ...],
    pages: Collection[str] = (),
) -> tuple[Statement, ...]:
    """Return findings with links to the pathway, the figure and the table that they rest on.

    `sections` are those of the first page; what does not stand there is linked to on one of `pages`.
    """
    return tuple(
        Statement(
            lead=one.lead,
            rest=one.rest,
            links=_links(shelf, one, sections, pages),
            within=within_sentence(shelf, one),
        )
        for one in found
    )


def within_sentence(shelf: Shelf, finding: Finding) -> str:
    """Return what becomes of a difference among people who are alike: of those sentences the one that says most.

    The first that the programme names and that can be judged; where none can, the first of all.
    """
    order = shelf.programme.within
    known = sorted(
        finding.within, key=lambda one: order.index(one.characteristic) if one.characteristic in order else 99
    )
    judged = [one for one in known if one.verdict != "cannot_say"]
    return next((one.sentence for one in (*judged, *known)), "")


def _links(
    shelf: Shelf, finding: Finding, sections: tuple[AreaSection, ...], pages: Collection[str]
) -> tuple[Link, ...]:
    evidence = shelf.say("page.link.evidence")
    if finding.area not in shelf.areas or finding.period != shelf.period(finding.area):
        return (Link(to="measures.csv", words=evidence),)
    number = shelf.areas.index(finding.area) + 1
    anchor, page = area_anchor(number), area_file(number)
    section = next((one for one in sections if one.id == anchor), None)
    division = Division(finding.characteristic, finding.code_list, finding.edition)
    figure = figure_anchor(anchor, shelf.programme.stage(finding.stage), division)
    drawn = {one.id for step in section.steps for one in step.figures} if section else set()
    if figure not in drawn and not (page in pages and figure in _behind(shelf, finding, anchor)):
        return (Link(to="measures.csv", words=evidence),)
    where = "" if figure in drawn else page
    pathway = f"#{pathway_anchor(anchor)}"
    return (
        *([Link(to=pathway, words=shelf.say("page.link.pathway"))] if section and section.pathway else []),
        Link(to=f"{where}#{figure}", words=shelf.say("page.link.by_group")),
        Link(to=f"{where}#{table_anchor(figure)}", words=evidence),
    )


def _behind(shelf: Shelf, finding: Finding, anchor: str) -> set[str]:
    """The figures of the finding's step on the area's own page."""
    figures = step_figures_of(shelf, finding.area, anchor, shelf.programme.stage(finding.stage))
    return {one.id for one in figures}
