"""The rules of the guidance 'Releasing statistics in spreadsheets' that a machine can check, read from an ODS file's XML.

Each rule is a function from a file to the faults it finds. Source: Government Analysis Function, policy store, 2021 on.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

NAMES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
SYMBOLS = {"[c]", "[low]", "[u]", "[x]", "[z]"}


def part(data: bytes, name: str) -> Element:
    """Return a part of the file as XML."""
    with ZipFile(BytesIO(data)) as file:
        return ElementTree.fromstring(file.read(name))


def named(key: str) -> str:
    """Return a name with its namespace as ElementTree writes it."""
    space, _, name = key.partition(":")
    return f"{{{NAMES[space]}}}{name}"


def rows_of(sheet: Element) -> list[list[str]]:
    """Return the words of every cell of a sheet, headings included."""
    return [
        ["".join(cell.itertext()) for cell in row.findall("table:table-cell", NAMES)]
        for row in sheet.iter(named("table:table-row"))
    ]


def faults(data: bytes) -> Iterator[str]:
    """Yield every fault of a file against the rules."""
    content = part(data, "content.xml")
    sheets = {sheet.get(named("table:name"), ""): sheet for sheet in content.iter(named("table:table"))}
    yield from _document(data, content)
    if list(sheets)[:4] != ["Cover", "Contents", "Notes", "Shorthand"]:
        yield f"sheets stand in the order {list(sheets)[:4]}"
    ranges = {one.get(named("table:name"), ""): one for one in content.iter(named("table:database-range"))}
    for name, sheet in sheets.items():
        yield from (f"{name}: {fault}" for fault in _sheet(name, sheet, ranges))
    yield from _links(sheets)


def _document(data: bytes, content: Element) -> Iterator[str]:
    meta = part(data, "meta.xml")
    if not (meta.findtext(".//dc:title", namespaces=NAMES) or "").strip():
        yield "the document has no title"
    if not re.fullmatch("(en|cy)-GB", meta.findtext(".//dc:language", namespaces=NAMES) or ""):
        yield "the document has no language"
    styles = part(data, "styles.xml")
    if not any(one.get(named("fo:language")) for one in styles.iter(named("style:text-properties"))):
        yield "cells have no language"
    for one in content.iter(named("table:table-cell")):
        for banned in ("formula", "number-columns-spanned", "number-rows-spanned"):
            if one.get(named(f"table:{banned}")):
                yield f"a cell has {banned}"
    for one in content.iter():
        if (
            one.get(named("table:visibility"), "visible") != "visible"
            or one.get(named("table:display")) == "false"
        ):
            yield f"{one.tag} is hidden"


def _sheet(name: str, sheet: Element, ranges: dict[str, Element]) -> Iterator[str]:
    rows = rows_of(sheet)
    if not re.fullmatch("[A-Za-z0-9_]{1,31}", name):
        yield "the name is long or has spaces"
    if len(rows) < 2 or not rows[0][0]:
        yield "no title in A1"
    if any(not cell.strip() for row in rows for cell in row):
        yield "an empty row or cell"
    heads = [row for head in sheet.iter(named("table:table-header-rows")) for row in head]
    if name == "Cover":
        return
    if "one table" not in rows[1][0] and "un tabl" not in rows[1][0]:
        yield "A2 does not say how many tables there are"
    if len(heads) != 1:
        yield f"{len(heads)} rows are marked as headings"
        return
    words = ["".join(cell.itertext()) for cell in heads[0]]
    at = rows.index(words)
    if len(set(words)) != len(words):
        yield "two headings are the same"
    if any(len(row) != 1 for row in rows[:at]):
        yield "something stands beside the lines above the table"
    if any(len(row) != len(words) for row in rows[at:]):
        yield "a row has more or fewer cells than headings"
    if at + 1 >= len(rows):
        yield "the table has no rows"
    yield from _range(name, ranges.get(name), at + 1, len(rows), len(words))
    yield from _columns(rows[at + 1 :], words)


def _range(name: str, found: Element | None, first: int, last: int, wide: int) -> Iterator[str]:
    """The table is marked as one, from its headings to its last cell."""
    letters = "".join(chr(ord("A") + n) for n in range(wide))[-1] if wide <= 26 else "?"
    expected = f"{name}.A{first}:{name}.{letters}{last}"
    if found is None or found.get(named("table:target-range-address")) != expected:
        yield f"the table is not marked at {expected}"
    elif found.get(named("table:contains-header")) != "true":
        yield "the marked table says nothing of headings"


def _columns(rows: list[list[str]], heads: list[str]) -> Iterator[str]:
    """A column with numbers holds numbers and symbols alone; every symbol is one that is explained."""
    for n, head in enumerate(heads):
        cells = [row[n] for row in rows]
        numbers = [bool(re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)) for cell in cells]
        if re.search(r"\((of every|points|per 1,000|times)", head):
            bad = [
                cell
                for cell, number in zip(cells, numbers, strict=True)
                if not number and cell not in SYMBOLS
            ]
            yield from (f"{head}: {cell} is neither a number nor a symbol" for cell in bad[:1])
        yield from (
            f"{head}: the symbol {cell} is not explained"
            for cell in cells
            if re.fullmatch(r"\[[a-z0-9]+\]", cell) and cell not in SYMBOLS
        )


def _links(sheets: dict[str, Element]) -> Iterator[str]:
    """The contents name every other sheet with a link that leads to it."""
    rows = rows_of(sheets["Contents"])[3:]
    others = [name for name in sheets if name != "Contents"]
    if [row[0] for row in rows] != others:
        yield f"the contents name {[row[0] for row in rows]}"
    targets = [one.get(named("xlink:href")) for one in sheets["Contents"].iter(named("text:a"))]
    if targets != [f"#{name}.A1" for name in others]:
        yield "a link of the contents leads nowhere"
    titles = {name: rows_of(sheet)[0][0] for name, sheet in sheets.items()}
    if any(titles[row[0]] != row[1] for row in rows):
        yield "the contents give a sheet another title"
