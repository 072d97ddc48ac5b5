"""Tests of the rows of a table that are written at once."""

from typing import Any

import pytest
from django.utils.translation import gettext_lazy
from lxml import html
from markupsafe import Markup

from evenhand_service.common.templating.tables import table_rows

HEAD = ["Area", {"text": "People <18", "numeric": True}, "Said"]


def drawn(rows: list[list[Any]], **told: Any) -> Any:
    """The rows as a browser reads them."""
    return html.fromstring(f"<table><tbody>{table_rows(HEAD, rows, **told)}</tbody></table>")


def test_each_cell_says_its_column_and_the_first_names_the_row() -> None:
    (row,) = drawn([["Avon", 12, "yes"]]).iterfind(".//tr")
    assert [one.tag for one in row] == ["th", "td", "td"]
    assert [one.get("role") for one in row] == ["rowheader", "cell", "cell"]
    assert [one.get("data-label") for one in row] == [None, "People <18", "Said"]
    assert [one.text_content() for one in row] == ["Avon", "12", "yes"]
    assert [one.get("class") for one in row] == [None, "eh-table__number", None]


def test_no_cell_names_the_row_where_the_first_does_not() -> None:
    (row,) = drawn([["Avon", 1, ""]], first_names=False).iterfind(".//tr")
    assert [one.tag for one in row] == ["td", "td", "td"]
    assert row[0].get("data-label") == "Area"


@pytest.mark.parametrize("cell", ["<b>x</b>", {"text": "<b>x</b>"}, {"text": "<b>x</b>", "href": '/"><b>'}])
def test_words_are_escaped_wherever_they_stand(cell: Any) -> None:
    drawn_row = drawn([[cell, cell, cell]])
    assert not drawn_row.findall(".//b")
    assert drawn_row.text_content() == "<b>x</b>" * 3


def test_what_is_drawn_already_stays_and_links_go_where_they_say() -> None:
    cell = {"html": Markup("<i>held</i>"), "text": "not shown", "href": "/findings/?a=1&b=2"}
    link = drawn([["Avon", cell, ""]]).find(".//a")
    assert link.get("href") == "/findings/?a=1&b=2"
    assert link.find("i").text == "held"
    assert link.get("class") == "govuk-link"


def test_a_cell_of_another_language_says_so_and_which_way_it_runs() -> None:
    row = drawn(
        [[{"text": "نص", "lang": "ur"}, {"text": "testun", "lang": "cy"}, {"text": "text", "lang": "en"}]]
    )
    assert [(one.get("lang"), one.get("dir")) for one in row.find(".//tr")] == [
        ("ur", "rtl"),
        ("cy", "ltr"),
        (None, None),
    ]


def test_nothing_lazy_words_and_a_cell_beyond_the_columns() -> None:
    (row,) = drawn([[gettext_lazy("Area"), None, 0, {"text": 5, "numeric": True}]]).iterfind(".//tr")
    assert [one.text_content() for one in row] == ["Area", "", "0", "5"]
    assert row[3].get("data-label") == ""
    assert row[3].get("class") == "eh-table__number"


def test_a_table_without_rows_has_none() -> None:
    assert table_rows(HEAD, []) == ""
