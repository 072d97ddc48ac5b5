"""One chart as a file of its own: its table as CSV or as a spreadsheet, its drawing as SVG or PNG."""

import re
from collections.abc import Sequence
from dataclasses import replace

from evenhand.publish.chart_files import chart_csv
from evenhand.publish.kept.types import KeptFigure
from evenhand.publish.picture import Pictures, pictures, svg_file
from evenhand.publish.spreadsheet.package import ods
from evenhand.publish.spreadsheet.sheets import Cell, Sheet, Workbook
from evenhand.publish.spreadsheet.tables import Draft
from evenhand.publish.spreadsheet.workbook import COVER, NOTES, contents_sheet, shorthand_sheet
from evenhand.publish.views import Figure
from evenhand.vocabulary.speech import Speech, speech

_NUMBER = re.compile(r"[+−-]?\d[\d,]*(\.\d+)?")


def figure_csv(kept: KeptFigure) -> str:
    """Return the table behind a chart as CSV, in the words in which it stands on the page."""
    return chart_csv(kept.figure)


def figure_svg(kept: KeptFigure, *, language: str = "en") -> str:
    """Return a chart as an SVG file with its title, notes and where it comes from."""
    return svg_file(_alone(kept.figure, speech(language)), kept.credit, language=language)


def figure_picture(kept: KeptFigure, *, language: str = "en") -> Pictures:
    """Return a chart as PNG under its slug; where a font is lacking, none and the sentence that says so."""
    return pictures({kept.key.slug: (_alone(kept.figure, speech(language)), kept.credit)}, language=language)


def figure_ods(
    kept: KeptFigure, *, language: str = "en", day: str = "", trace: Sequence[str] = (), licence: str = ""
) -> bytes:
    """Return the table behind a chart as a spreadsheet: cover, contents, notes, shorthand, then the one table.

    `day` is the day as at which people were followed, `trace` by what the figures can be traced, `licence` the
    address of the licence. Source: docs/adr/0010.
    """
    say, figure = speech(language).say, _alone(kept.figure, speech(language))
    table = Draft(
        title=figure.table.caption, heads=figure.table.heads, rows=_cells(figure), lines=(figure.facts,)
    ).sheet("Table_1", say)
    lines = (
        figure.description,
        kept.credit,
        say("files.cover.tables", count=1),
        say("files.cover.trace", trace=" · ".join(trace)) if trace else "",
        say("files.cover.licence", licence=licence) if licence else say("files.cover.no_licence"),
    )
    title = say("files.cover.title", title=figure.title)
    cover = Sheet(name=COVER, title=title, lines=tuple(one for one in lines if one))
    said = [one for one in (figure.lead, *figure.notes) if one] or [figure.facts]
    notes = Sheet(
        name=NOTES,
        title=say("files.notes.title"),
        lines=(say("files.notes.lead"),),
        heads=(say("files.notes.number"), say("files.notes.says")),
        rows=tuple(enumerate(said, start=1)),
        widths=(10, 100),
    )
    others = [cover, notes, shorthand_sheet(say), table]
    return ods(
        Workbook(
            title=title,
            description=kept.credit,
            language=language,
            day=day,
            sheets=(cover, contents_sheet(say, others), *others[1:]),
        )
    )


def _alone(figure: Figure, words: Speech) -> Figure:
    """The figure without what its facts say of the page: a chart that travels alone has no list at its end."""
    facts = [one for one in figure.facts.split(" · ") if one != words.say("figures.source")]
    return replace(figure, facts=" · ".join(facts))


def _cells(figure: Figure) -> list[list[Cell | None]]:
    """The table with its numbers as numbers, so that a spreadsheet can reckon with them."""
    numbers = figure.table.numbers
    return [
        [_number(cell) if n in numbers else cell for n, cell in enumerate(row)] for row in figure.table.rows
    ]


def _number(cell: str) -> Cell:
    if not _NUMBER.fullmatch(cell):
        return cell
    plain = cell.replace(",", "").replace("−", "-")
    return float(plain) if "." in plain else int(plain)
