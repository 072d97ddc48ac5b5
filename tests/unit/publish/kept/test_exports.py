"""One chart alone: CSV, spreadsheet, SVG and PNG say where they come from."""

import csv
import io
import xml.etree.ElementTree as ET
from io import StringIO

from python_calamine import CalamineWorkbook

from evenhand.publish.kept import KeptFigure, figure_csv, figure_ods, figure_picture, figure_svg
from tests.unit.publish.kept.releases import kept_release


def widest() -> KeptFigure:
    return next(one for one in kept_release().figures if one.key.kind == "widest")


def test_csv_is_the_table_of_the_chart() -> None:
    rows = list(csv.reader(StringIO(figure_csv(widest()))))
    assert tuple(rows[0]) == widest().figure.table.heads
    assert rows[-2][:3] == ["Bangladeshi", "50", "175"]


def test_the_spreadsheet_has_a_cover_and_numbers_that_are_numbers() -> None:
    made = figure_ods(widest(), day="2026-05-14", trace=kept_release().trace)
    assert made == figure_ods(widest(), day="2026-05-14", trace=kept_release().trace)
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert book.sheet_names == ["Cover", "Contents", "Notes", "Shorthand", "Table_1"]
    cover = [row[0] for row in book.get_sheet_by_name("Cover").to_python()]
    assert any("7f3c9a2e51d0" in str(cell) for cell in cover)
    cells = book.get_sheet_by_name("Table_1").to_python()
    assert ["Bangladeshi", 50, 175, 29, "21 to 37"] in cells


def test_svg_stands_alone_with_its_words() -> None:
    text = figure_svg(widest())
    root = ET.fromstring(text)
    assert root[0].text == widest().figure.title
    assert "run 7f3c9a2e51d0" in text
    assert 'href="#' not in text


def test_picture_is_a_png_under_its_slug() -> None:
    made = figure_picture(widest())
    assert made.unwritten == ()
    assert made.png[widest().key.slug].startswith(b"\x89PNG")
