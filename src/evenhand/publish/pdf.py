"""The report as a PDF that screen readers can read (PDF/UA-1), set by typst from the same words as the page."""

from collections.abc import Iterable, Mapping
from typing import Any

from evenhand.findings import Finding
from evenhand.foundations import EvenhandError
from evenhand.publish.area_section import area_section
from evenhand.publish.facts import protection_words
from evenhand.publish.fonts import Family, lettering, what_to_install
from evenhand.publish.page import inputs_table, left_out, meta, page_title, places, trace
from evenhand.publish.picture import chart_data
from evenhand.publish.shelf import Shelf
from evenhand.publish.statements import nothing_held, unsaid_sentences
from evenhand.publish.types import Release
from evenhand.publish.typesetting import typeset
from evenhand.publish.views import AreaSection, Figure, Table

ROOM = (755.0, 365.0)
"""Width and height, in points, that a chart may take on a page of A4 across."""
WORDS = ("most", "unsaid", "further", "tables", "trust", "inputs", "trace")
"""The headings of the report: messages files.pdf."""


class NoFont(EvenhandError):
    """No installed font has all the letters of the report."""


def report_pdf(
    release: Release,
    sections: Iterable[AreaSection] | None = None,
    families: Mapping[str, Family] | None = None,
) -> bytes:
    """Return the report as a PDF; the same release and the same fonts give the same bytes.

    Raises: NoFont where letters are lacking, with the fonts to install.
    """
    shelf = Shelf(release)
    if sections is None:
        sections = [area_section(shelf, n, area) for n, area in enumerate(shelf.areas, start=1)]
    data = report_data(shelf, tuple(sections))
    chosen = lettering(_said(data), families)
    if chosen.missing:
        scripts = ", ".join(sorted(chosen.missing))
        raise NoFont(
            f"report.pdf was not made: no installed font has all its letters ({scripts}).",
            mend=what_to_install(chosen.missing),
        )
    day = str(release.run.get("as_at") or "")
    return typeset(("chart.typ", "report.typ"), data, chosen.families, to="pdf", day=day)[0]


def report_data(shelf: Shelf, sections: tuple[AreaSection, ...]) -> dict[str, Any]:
    """Return what templates/report.typ reads: words, tables and charts, as plain values."""
    release, say = shelf.release, shelf.say
    findings, protection = release.findings, release.counts.protection
    unsaid = unsaid_sentences(findings)
    exact = protection is not None and not protection.publishable
    return {
        "lang": release.language,
        "title": page_title(shelf),
        "description": " · ".join(meta(shelf)),
        "meta": " · ".join(meta(shelf)),
        "foot": " · ".join(one for one in (places(shelf), protection_words(shelf)) if one),
        "page": say("files.pdf.page"),
        "of": say("files.pdf.of"),
        "banner": say("files.exact.banner") if exact else "",
        "words": {name: say(f"files.pdf.{name}") for name in WORDS},
        "headlines": [_statement(one) for one in findings.headlines],
        "further": [_statement(one) for one in findings.further],
        "nothing": nothing_held(shelf),
        "unsaid": list(unsaid),
        "areas": [_area(one) for one in sections],
        "about": [{"what": what, "says": says} for what, says in release.about],
        "notes": [one for one in (findings.rule, *release.programme.notes) if one and one not in unsaid],
        "inputs": _table(inputs_table(shelf)),
        "left-out": list(left_out(shelf)),
        "trace": [f"{' · '.join(trace(shelf))}.", say("files.pdf.source", source=release.programme.source)],
    }


def _statement(finding: Finding) -> dict[str, str]:
    return {"lead": finding.lead, "rest": finding.rest}


def _area(section: AreaSection) -> dict[str, Any]:
    shown = [figure for step in section.steps for figure in step.figures]
    figures = [*(one for one in (section.pathway, section.need) if one), *shown]
    tables = [*(figure.table for figure in figures), *section.shares]
    return {
        "name": section.name,
        "figures": [_figure(one) for one in figures],
        "sentences": list(section.share_sentences),
        "tables": [_table(one) for one in tables if one.rows],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    made = figure.wide
    return {
        "title": figure.title,
        "lead": figure.lead,
        "description": f"{figure.title}. {figure.description}",
        "notes": list(figure.notes),
        "facts": figure.facts,
        "chart": chart_data(made),
        "scale": min(ROOM[0] / made.width, ROOM[1] / made.height, 0.95),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "heads": list(table.heads),
        "rows": [list(row) for row in table.rows],
        "numbers": sorted(table.numbers),
        "widths": [_width(table, n) for n in range(len(table.heads))],
    }


def _width(table: Table, column: int) -> int:
    """A column's share of the width: its longest cell or the longest word of its heading, within reason."""
    longest = max((len(row[column]) for row in table.rows), default=0)
    word = max(len(one) for one in table.heads[column].split() or [""])
    return min(max(longest, word, 12 if column else 20), 40)


def _said(value: Any) -> str:
    """Return every word of nested values, so that each of its letters is looked for in the fonts."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        value = value.values()
    return " ".join(map(_said, value)) if isinstance(value, Iterable) else ""
