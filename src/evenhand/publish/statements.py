"""The findings as they stand on the page: each with links to its step and to its evidence."""

from evenhand.findings import Finding
from evenhand.publish.anchors import area_anchor, figure_anchor, pathway_anchor, table_anchor
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.views import AreaSection, Link, Statement

NOTHING_HELD = (
    "No difference between groups could be told from chance. This does not mean that there is none: "
    "with counts of this size a difference can be there and not be seen."
)
"""What is said where no finding holds."""


def statements(
    shelf: Shelf, found: tuple[Finding, ...], sections: tuple[AreaSection, ...]
) -> tuple[Statement, ...]:
    """Return findings with their links; the area is named where the page has more than one."""
    several = len(sections) > 1
    return tuple(
        Statement(
            lead=one.lead,
            rest=one.rest,
            area=one.area_name if several else "",
            links=_links(shelf, one, sections),
        )
        for one in found
    )


def _links(shelf: Shelf, finding: Finding, sections: tuple[AreaSection, ...]) -> tuple[Link, ...]:
    if finding.area not in shelf.areas:
        return ()
    number = shelf.areas.index(finding.area)
    section, anchor = sections[number], area_anchor(number + 1)
    division = Division(finding.characteristic, finding.code_list, finding.edition)
    figure = figure_anchor(anchor, shelf.programme.stage(finding.stage), division)
    drawn = {one.id for step in section.steps for one in (*step.figures, *step.more)}
    links = [Link(to=pathway_anchor(anchor), words="along the pathway")] if section.pathway else []
    if figure in drawn:
        links += [Link(to=figure, words="by group"), Link(to=table_anchor(figure), words="the evidence")]
    elif section.other_steps:
        links.append(Link(to=f"{anchor}-others", words="the evidence"))
    return tuple(links)
