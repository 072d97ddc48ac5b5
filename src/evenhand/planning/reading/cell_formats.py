"""Which cells of an XLSX sheet show the month of a date and hide its day: formats such as mmm-yy."""

import io
import re
import zipfile

_MONTH_YEAR = 17  # the built-in format mmm-yy
_SHEET = re.compile(r"<sheet\b[^>]*?\br:id=\"([^\"]+)\"")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_CELL = re.compile(r"<c\b([^>]*)>")


def months_only(data: bytes, place: int) -> set[tuple[int, int]]:
    """Return row and column, from 0, of each cell of the sheet at a place whose format names a month and no day."""
    if not data.startswith(b"PK"):
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            if "xl/styles.xml" not in opened.namelist():
                return set()
            formats = _formats(opened.read("xl/styles.xml").decode("utf-8", "replace"))
            sheet = _path(opened, place)
            text = opened.read(sheet).decode("utf-8", "replace") if sheet and formats else ""
    except (zipfile.BadZipFile, KeyError):
        return set()
    found = set()
    for match in _CELL.finditer(text):
        style, at = re.search(r"\bs=\"(\d+)\"", match[1]), re.search(r"\br=\"([A-Z]+)(\d+)\"", match[1])
        if style and at and int(style[1]) in formats:
            found.add((int(at[2]) - 1, _column(at[1])))
    return found


def _formats(styles: str) -> set[int]:
    """The styles, by their number, that show month and year alone."""
    named = re.findall(r"<numFmt\b[^>]*?numFmtId=\"(\d+)\"[^>]*?formatCode=\"([^\"]*)\"", styles)
    codes = {int(number): code for number, code in named}
    hiding = {number for number, code in codes.items() if _hides_day(code)} | {_MONTH_YEAR}
    cells = re.search(r"<cellXfs\b.*?</cellXfs>", styles, re.DOTALL)
    given = re.findall(r"<xf\b[^>]*?numFmtId=\"(\d+)\"", cells[0]) if cells else []
    return {place for place, number in enumerate(given) if int(number) in hiding}


def _hides_day(code: str) -> bool:
    bare = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|&quot;.*?&quot;|\\.", "", code.lower())
    return "m" in bare and "y" in bare and "d" not in bare and "h" not in bare


def _path(opened: zipfile.ZipFile, place: int) -> str | None:
    """The part of the archive that holds a sheet, by the sheet's place in the workbook."""
    book = opened.read("xl/workbook.xml").decode("utf-8", "replace")
    sheets = _SHEET.findall(book)
    if place >= len(sheets):
        return None
    for one in _RELATION.findall(opened.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")):
        if f'Id="{sheets[place]}"' in one:
            target = re.search(r"Target=\"([^\"]+)\"", one)
            return (
                f"xl/{target[1]}"
                if target and not target[1].startswith("/")
                else target[1][1:]
                if target
                else None
            )
    return None


def _column(letters: str) -> int:
    number = 0
    for one in letters:
        number = number * 26 + ord(one) - 64
    return number - 1
