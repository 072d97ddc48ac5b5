"""A workbook as the bytes of an ODS file: the same workbook gives the same bytes."""

import re
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from evenhand.publish.rendering import environment
from evenhand.publish.spreadsheet.sheets import Cell, Sheet, Workbook

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package: the earliest that a zip can hold."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COUNTRY = {"en": "GB", "cy": "GB"}


def ods(workbook: Workbook) -> bytes:
    """Return the workbook as an OpenDocument spreadsheet (version 1.3), with fixed dates."""
    about = {
        "title": _clean(workbook.title),
        "description": _clean(workbook.description),
        "language": workbook.language,
        "country": _COUNTRY.get(workbook.language, "GB"),
        "day": workbook.day or "1970-01-01",
    }
    widths = sorted({width for sheet in workbook.sheets for width in sheet.widths})
    parts = {
        "mimetype": MIMETYPE,
        "META-INF/manifest.xml": _render("manifest", mimetype=MIMETYPE),
        "meta.xml": _render("meta", **about),
        "styles.xml": _render("styles", **about),
        "content.xml": _content(workbook, widths),
    }
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for name, text in parts.items():
            entry = ZipInfo(name, date_time=_EARLIEST)
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            entry.create_system = 3
            package.writestr(entry, text.encode(), compresslevel=6)
    return file.getvalue()


def marked_range(sheet: Sheet) -> tuple[str, str]:
    """Return the first and last cell of a sheet's table, headings included: ('A5', 'F20')."""
    first = len(sheet.lines) + 2
    return f"A{first}", f"{_column(len(sheet.heads))}{first + len(sheet.rows)}"


def _content(workbook: Workbook, widths: list[int]) -> str:
    tables = [one for one in workbook.sheets if one.heads]
    ranges = [{"name": f"{one.name}_data", "sheet": one.name, "cells": marked_range(one)} for one in tables]
    frame = _render("content", widths=widths, ranges=ranges)
    return frame.replace("<!-- sheets -->", "".join(_sheet(one) for one in workbook.sheets))


def _render(name: str, **values: object) -> str:
    """A part without line ends between its elements: some readers take them for text."""
    text = environment().get_template(f"ods-{name}.xml.jinja").render(**values)
    return text.replace(">\n<", "><").rstrip("\n")


def _sheet(sheet: Sheet) -> str:
    number = max(len(sheet.heads), 1)
    widths = [*sheet.widths, *[sheet.widths[-1]] * number][:number]
    inside = [f'<table:table-column table:style-name="co{width}"/>' for width in widths]
    inside.append(_row([sheet.title], "title"))
    inside += [_row([line], "line") for line in sheet.lines]
    if sheet.heads:
        inside.append(f"<table:table-header-rows>{_row(sheet.heads, 'head')}</table:table-header-rows>")
        links = sheet.links or [""] * len(sheet.rows)
        inside += [_row(row, "cell", link) for row, link in zip(sheet.rows, links, strict=True)]
    return f'<table:table table:name={quoteattr(sheet.name)} table:style-name="ta1">{"".join(inside)}</table:table>'


def _row(cells: Sequence[Cell], style: str, link: str = "") -> str:
    """A row of cells; the first leads to the sheet `link`."""
    made = "".join(_cell(one, style, link if n == 0 else "") for n, one in enumerate(cells))
    return f'<table:table-row table:style-name="ro">{made}</table:table-row>'


def _cell(value: Cell, style: str, link: str) -> str:
    """A number as a number; anything else as text, so that a text like '=1+1' is never a formula."""
    if isinstance(value, str):
        kind, words = 'office:value-type="string"', escape(_clean(value))
    else:
        style = "number" if isinstance(value, int) else "decimal"
        kind, words = f'office:value-type="float" office:value="{value}"', str(value)
    if link:
        target = quoteattr(f"#{link}.A1")
        words = f'<text:a xlink:type="simple" xlink:href={target}>{words}</text:a>'
    return f'<table:table-cell table:style-name="{style}" {kind}><text:p>{words}</text:p></table:table-cell>'


@lru_cache(maxsize=10_000)
def _clean(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def _column(number: int) -> str:
    """The letters of the `number`-th column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
