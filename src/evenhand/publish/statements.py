"""The findings as they stand on the page: each with links to its step and to its evidence."""

from evenhand.findings import Finding, Findings
from evenhand.publish.anchors import area_anchor, figure_anchor, pathway_anchor, table_anchor
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.views import AreaSection, Link, Statement

NOTHING_HELD = (
    "No difference between groups could be told from chance. This does not mean that there is none: "
    "with counts of this size a difference can be there and not be seen."
)
"""What is said where no finding holds."""
NOTHING_COMPARED = (
    "Nothing could be compared. There were too few people, no group beside the one to compare with, or no step "
    "that makes a gap."
)
"""What is said where no comparison could be made."""


def nothing_held(findings: Findings) -> str:
    """Return what is said where there is no finding."""
    return NOTHING_HELD if findings.comparisons else NOTHING_COMPARED


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
        return (Link(to="measures.csv", words="the evidence"),)
    number = shelf.areas.index(finding.area)
    section, anchor = sections[number], area_anchor(number + 1)
    division = Division(finding.characteristic, finding.code_list, finding.edition)
    figure = figure_anchor(anchor, shelf.programme.stage(finding.stage), division)
    drawn = {one.id for step in section.steps for one in (*step.figures, *step.more)}
    links = [Link(to=f"#{pathway_anchor(anchor)}", words="along the pathway")] if section.pathway else []
    if figure in drawn:
        links += [
            Link(to=f"#{figure}", words="by group"),
            Link(to=f"#{table_anchor(figure)}", words="the evidence"),
        ]
    elif section.other_steps:
        links.append(Link(to=f"#{anchor}-others", words="the evidence"))
    return tuple(links)
