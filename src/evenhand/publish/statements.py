"""The findings as they stand on the page: each with links to its step and to its evidence."""

from evenhand.findings import Finding, Findings
from evenhand.publish.anchors import area_anchor, figure_anchor, pathway_anchor, table_anchor
from evenhand.publish.shelf import Division, Shelf
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
    shelf: Shelf, found: tuple[Finding, ...], sections: tuple[AreaSection, ...]
) -> tuple[Statement, ...]:
    """Return findings with links to the pathway, the figure and the table that they rest on."""
    return tuple(
        Statement(
            lead=one.lead,
            rest=one.rest,
            links=_links(shelf, one, sections),
        )
        for one in found
    )


def _links(shelf: Shelf, finding: Finding, sections: tuple[AreaSection, ...]) -> tuple[Link, ...]:
    if finding.area not in shelf.areas or finding.period != shelf.period(finding.area):
        return (Link(to="measures.csv", words=shelf.say("page.link.evidence")),)
    number = shelf.areas.index(finding.area)
    section, anchor = sections[number], area_anchor(number + 1)
    division = Division(finding.characteristic, finding.code_list, finding.edition)
    figure = figure_anchor(anchor, shelf.programme.stage(finding.stage), division)
    drawn = {one.id for step in section.steps for one in (*step.figures, *step.more)}
    links = (
        [Link(to=f"#{pathway_anchor(anchor)}", words=shelf.say("page.link.pathway"))]
        if section.pathway
        else []
    )
    if figure in drawn:
        links += [
            Link(to=f"#{figure}", words=shelf.say("page.link.by_group")),
            Link(to=f"#{table_anchor(figure)}", words=shelf.say("page.link.evidence")),
        ]
    elif section.other_steps:
        links.append(Link(to=f"#{anchor}-others", words=shelf.say("page.link.evidence")))
    return tuple(links)
