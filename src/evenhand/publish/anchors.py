"""The names by which parts of the page are linked, made from areas, stages and divisions."""

import re

from evenhand.publish.shelf import Division
from evenhand.vocabulary import Stage


def area_anchor(number: int) -> str:
    """Return the name of an area's section; areas are numbered as they stand on the page."""
    return f"area-{number}"


def area_file(number: int) -> str:
    """Return the name of an area's page: areas are numbered, since a name could be anything typed."""
    return f"{area_anchor(number)}.html"


def pathway_anchor(area: str) -> str:
    """Return the name of an area's pathway."""
    return f"{area}-pathway"


def step_anchor(area: str, stage: Stage) -> str:
    """Return the name of the section on one step."""
    return f"{area}-{_plain(stage.id)}"


def figure_anchor(area: str, stage: Stage, division: Division) -> str:
    """Return the name of the figure of one step by one division."""
    parts = (division.characteristic, division.code_list, division.edition)
    return "-".join([step_anchor(area, stage), *filter(None, map(_plain, parts))])


def gap_anchor(area: str, division: Division, group: str) -> str:
    """Return the name of the figure on where a group's gap arises."""
    return "-".join(
        [area, "gap", *filter(None, map(_plain, (division.characteristic, division.edition, group)))]
    )


def table_anchor(figure: str) -> str:
    """Return the name of a figure's table."""
    return f"{figure}-table"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
