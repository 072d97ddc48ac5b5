"""A leak in a spreadsheet is recovered, with its number and its place: hidden rows, styles, notes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.disclosure.carriers_planted import (
    at_end_of_sheet,
    row_of_cells,
    workbook,
    workbook_with,
)
from tests.disclosure.carriers_released import (
    found_in,
)

HIDDEN_STYLE = (
    '<style:style style:name="unseen" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)
SHEET = f'<table:table table:name="Extra" table:style-name="unseen">{row_of_cells("1,037")}</table:table>'
NOTE = "<office:annotation><text:p>exact: 23</text:p></office:annotation>"
SHEETS = {
    "an exact value": (workbook(lambda text: at_end_of_sheet(row_of_cells("1,037"), text)), 1037, "column 1"),
    "a small exact value": (
        workbook(lambda text: at_end_of_sheet(row_of_cells("23").replace('"1037"', '"23"'), text)),
        23,
        "column 1",
    ),
    "a hidden row": (
        workbook(lambda text: at_end_of_sheet(row_of_cells("1,037", at='table:visibility="collapse"'), text)),
        1037,
        "column 1",
    ),
    "a formula": (
        workbook(lambda text: at_end_of_sheet(row_of_cells("", cell='table:formula="of:=23+1014"'), text)),
        23,
        "formula",
    ),
    "a comment": (workbook(lambda text: text.replace("<text:p>", f"{NOTE}<text:p>", 1)), 23, "comment"),
    "a hidden sheet": (
        workbook(
            lambda text: text.replace("</office:automatic-styles>", HIDDEN_STYLE).replace(
                "</office:spreadsheet>", f"{SHEET}</office:spreadsheet>"
            )
        ),
        1037,
        "Extra row 1",
    ),
    "a scenario": (
        workbook(lambda text: at_end_of_sheet("<table:scenario/>", text)),
        None,
        "tables.ods Table",
    ),
    "earlier values": (
        workbook(lambda text: at_end_of_sheet("<table:tracked-changes/>", text)),
        None,
        "tables.ods Table",
    ),
    "statistics": (
        workbook(
            lambda text: text.replace(
                "</office:meta>", '<meta:document-statistic meta:cell-count="1037"/></office:meta>'
            ),
            part="meta.xml",
        ),
        1037,
        "meta.xml cell-count",
    ),
    "an own field": (
        workbook(
            lambda text: text.replace(
                "</office:meta>", '<meta:user-defined meta:name="n">23</meta:user-defined></office:meta>'
            ),
            part="meta.xml",
        ),
        23,
        "meta.xml",
    ),
    "words of a style": (
        workbook(
            lambda text: text.replace(
                "</office:document-styles>", "<text:p>1,037</text:p></office:document-styles>"
            ),
            part="styles.xml",
        ),
        1037,
        "styles.xml",
    ),
    "an earlier version": (workbook_with(extra="Versions/1.xml"), None, "Versions/1.xml"),
    "a thumbnail": (workbook_with(extra="Thumbnails/thumbnail.png"), None, "Thumbnails/thumbnail.png"),
    "a comment of the archive": (workbook_with(comment=b"women 23"), 23, "comment of the archive"),
    "a part that is not there": (
        workbook(
            lambda text: text.replace('full-path="meta.xml"', 'full-path="exact.xml"'),
            part="META-INF/manifest.xml",
        ),
        None,
        "exact.xml",
    ),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_a_leak_in_a_spreadsheet_is_recovered(kind: str, copied: Path, also: Callable[..., None]) -> None:
    plant, number, where = SHEETS[kind]
    also("tables.ods")
    plant(copied)
    found = found_in(copied)
    assert any(one.least == number and where in one.where for one in found), found


def test_a_value_that_is_shown_as_another_is_recovered(copied: Path, also: Callable[..., None]) -> None:
    also("tables.ods")
    workbook(
        lambda text: re.sub(r'office:value="\d+"><text:p>\d+', 'office:value="1037"><text:p>5', text, count=1)
    )(copied)
    found = found_in(copied)
    assert any("the value 1037 is shown as '5'" in one.words for one in found)
    assert any(one.least == 1037 for one in found)


def test_a_hidden_column_is_read(copied: Path, also: Callable[..., None]) -> None:
    also("tables.ods")

    def with_hidden(text: str) -> str:
        sheet = (
            '<table:table table:name="Extra"><table:table-column table:visibility="collapse"/>'
            '<table:table-row><table:table-cell office:value-type="string"><text:p>women 23</text:p>'
            "</table:table-cell></table:table-row></table:table>"
        )
        return text.replace("</office:spreadsheet>", f"{sheet}</office:spreadsheet>")

    workbook(with_hidden)(copied)
    assert [(one.where, one.least) for one in found_in(copied)] == [("tables.ods Extra row 1 column 1", 23)]
