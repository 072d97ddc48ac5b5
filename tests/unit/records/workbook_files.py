"""Made-up workbooks, put together by hand so that a test can make one that no program would write."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
_RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="xl/workbook.xml"/></Relationships>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = f"""<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"""

Sheet = Sequence[Sequence[object]]


def cell(place: int, row: int, value: object) -> str:
    """Return a cell of a sheet: text, a number, or the XML that is given as bytes."""
    name = f"{column(place)}{row}"
    if isinstance(value, bytes):
        return value.decode().replace("NAME", name)
    if isinstance(value, int | float):
        return f'<c r="{name}"><v>{value}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>' if value != "" else ""


def column(place: int) -> str:
    """Return the letters of a column, from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_xml(rows: Sheet, merged: Sequence[str] = ()) -> str:
    """Return a sheet of XLSX."""
    lines = (
        f'<row r="{number}">{"".join(cell(place, number, value) for place, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, start=1)
    )
    spans = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    merges = f"<mergeCells>{spans}</mergeCells>" if spans else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData>{merges}</worksheet>'


def xlsx(
    path: Path,
    sheets: Mapping[str, Sheet | str],
    *,
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    more: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a workbook of these sheets, given as rows or as XML, and return its path."""
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}" '
        f"{'state=' + chr(34) + 'hidden' + chr(34) if name in hidden else ''}/>"
        for number, name in enumerate(sheets, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    relations += f'<Relationship Id="rIdS" Type="{_REL}/styles" Target="styles.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        archive.writestr("xl/styles.xml", _STYLES)
        for number, rows in enumerate(sheets.values(), start=1):
            text = rows if isinstance(rows, str) else sheet_xml(rows, merged)
            archive.writestr(f"xl/worksheets/sheet{number}.xml", text)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return path


def ods(path: Path, tables: Mapping[str, str], *, before: str = "") -> Path:
    """Write an OpenDocument workbook of tables whose rows are given as XML, and return its path."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{one}="{office}:{one}:1.0"' for one in ("office", "table", "text"))
    body = "".join(
        f'<table:table table:name="{escape(name)}">{rows}</table:table>' for name, rows in tables.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {spaces}><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def ods_row(*values: object, also: str = "") -> str:
    """Return a row of an OpenDocument table: text, numbers, days (as date), or the XML given as bytes."""
    return f"<table:table-row {also}>{''.join(map(_ods_cell, values))}</table:table-row>"


def _ods_cell(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, int | float):
        return _ods_value("float", f'office:value="{value}"', str(value))
    if isinstance(value, date):
        return _ods_value("date", f'office:date-value="{value}"', str(value))
    text = escape(str(value))
    if not text:
        return "<table:table-cell/>"
    return _ods_value("string", "", text)


def _ods_value(kind: str, said: str, text: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" {said}><text:p>{text}</text:p></table:table-cell>'
