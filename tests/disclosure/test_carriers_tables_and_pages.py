"""A leak in a table, on a page or in a drawing is recovered, with its number and its place."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evenhand.publish import write_release
from tests.disclosure.carriers_planted import (
    moved_circle,
    row_changed,
    swapped,
)
from tests.disclosure.carriers_released import (
    CHART,
    FEMALE,
    PATHWAY,
    bring,
    found_in,
    hidden,
    measured,
    shown,
)
from tests.unit.publish.releases import partnership

TABLES = {
    "a hidden count with its value": (hidden({"value": "3"}), 3, "counts.csv line"),
    "a hidden count with narrow bounds": (hidden({"lower": "3", "upper": "4"}), None, "counts.csv line"),
    "a count that is not rounded": (shown({"value": "1037"}), 1037, "counts.csv line"),
    "bounds narrower than rounding": (shown({"lower": "6", "upper": "6"}), 6, "counts.csv line"),
    "the numerator of a hidden count": (
        measured({"numerator": "3"}, measure="proportion", numerator=""),
        3,
        "measures.csv line",
    ),
    "an exact denominator": (
        measured({"denominator": "1037"}, measure="proportion", state="ok"),
        1037,
        "measures.csv line",
    ),
    "an exact share": (
        measured({"estimate": "0.43478"}, measure="proportion", state="ok"),
        None,
        "measures.csv line",
    ),
    "a narrow range": (
        measured({"lower": "0.5", "upper": "0.5"}, measure="proportion", state="ok"),
        None,
        "measures.csv line",
    ),
    "an exact difference": (
        measured({"estimate": "0.43478"}, measure="difference", state="ok"),
        None,
        "measures.csv line",
    ),
    "a measure of a cell that is not published": (
        measured({"cell_id": "another", "numerator": "1037"}, measure="proportion"),
        1037,
        "measures.csv line",
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_leak_in_a_table_is_recovered(kind: str, copied: Path) -> None:
    plant, number, where = TABLES[kind]
    plant(copied)
    found = found_in(copied)
    assert any(one.where.startswith(where) and one.least == number for one in found), found


def test_an_exact_share_is_read_back_into_its_counts(copied: Path) -> None:
    """A figure of six digits that one pair of counts alone gives, among all that rounding allows."""

    def to_exact(row: dict[str, str]) -> None:
        row["estimate"] = f"{(int(row['numerator']) + 1) / (int(row['denominator']) - 2):.6g}"

    row_changed("measures.csv", to_exact, measure="proportion", state="ok", **FEMALE)(copied)
    found = [one for one in found_in(copied) if one.cell.get("group") == "FEMALE" and one.exact]
    assert len(found) == 1
    assert "and no other counts that are possible" in found[0].words
    assert found[0].cell["stage"] == FEMALE["stage"]


WORDS = {
    "a data attribute": ("<main ", '<main data-people="23" ', 23, "<main data-people>"),
    "an element nobody sees": ("<h1>", "<span hidden>23 people died</span><h1>", 23, "<span>"),
    "an element hidden by its style": ("<h1>", '<b style="display: none">23 people</b><h1>', 23, "<b>"),
    "an element for screen readers": ("<h1>", '<b class="hidden">1,037 people</b><h1>', 1037, "<b>"),
    "words in sight": ("<h1>", "<p>1,037 people</p><h1>", 1037, "<p>"),
    "a bare number in sight": ("<h1>", "<p>Women: 1,037</p><h1>", 1037, "<p>"),
    "a bare number nobody sees": ("<h1>", "<p hidden>Women: 23</p><h1>", 23, "<p>"),
    "few people in sight": ("<h1>", "<p>23 people</p><h1>", 23, "<p>"),
    "few of few in sight": ("<h1>", "<p>23 of 45</p><h1>", 23, "<p>"),
    "a comment": ("<h1>", "<!-- n = 23 --><h1>", 23, "comment"),
    "an island of JSON": ("<h1>", '<script type="application/json">{"n": 23}</script><h1>', 23, "script"),
    "a title": ("<h1>", '<h1 title="23 people">', 23, "<h1 title>"),
    "a label": ("<h1>", '<h1 aria-label="23 people">', 23, "<h1 aria-label>"),
    "a text alternative": ("<h1>", '<img alt="23 women"><h1>', 23, "<img alt>"),
    "a description": (
        "<title>",
        '<meta name="description" content="1037 people"><title>',
        1037,
        "<meta content>",
    ),
    "an anchor": ("<h1>", '<h1 id="women-23">', 23, "<h1 id>"),
    "a width": ("<h1>", '<i style="width: 43.478%"></i><h1>', 10, "<i style>"),
    "a property of a style": ("<h1>", '<i style="--w: 43.478%"></i><h1>', 10, "<i style>"),
    "a property of the page": ("</style>", ".x{--w:43.478%}</style>", 10, "style"),
    "a file in an address": ("<h1>", '<img src="data:image/png;base64,iVBORw0KGgo"><h1>', None, "<img src>"),
}


@pytest.mark.parametrize("kind", WORDS)
def test_a_leak_in_a_page_is_recovered(kind: str, copied: Path, also: Callable[..., None]) -> None:
    old, new, number, where = WORDS[kind]
    also("index.html")
    swapped("index.html", old, new)(copied)
    found = found_in(copied)
    assert any(one.least == number and where in one.where for one in found), found
    assert all(one.where.startswith("index.html") for one in found)


def test_a_count_among_those_of_a_table_on_the_page_is_recovered(
    copied: Path, also: Callable[..., None]
) -> None:
    also("index.html")
    swapped(
        "index.html", 'data-head="Out of" class="n">', 'data-head="Out of" class="n">23</td><td data-head="">'
    )(copied)
    assert [(one.where, one.least) for one in found_in(copied)] == [("index.html column 'Out of'", 23)]


DRAWINGS = {
    "its title": (f"{CHART}.svg", "</title>", " (23 people)</title>", 23, "<title>"),
    "its description": (f"{CHART}.svg", "</desc>", " In all 1,037.</desc>", 1037, "<desc>"),
    "a comment": (f"{CHART}.svg", "<desc", "<!-- women 23 --><desc", 23, "comment"),
    "metadata": (f"{CHART}.svg", "<desc", "<metadata>exact 23</metadata><desc", 23, "<metadata>"),
    "a data attribute": (f"{CHART}.svg", "<circle ", '<circle data-n="23" ', 23, "<circle data-n>"),
    "a label": (f"{CHART}.svg", "</g>", '<text x="1" y="1">1,037</text></g>', 1037, "<text>"),
    "words between marks": (f"{CHART}.svg", "</text>", "</text>1,037", 1037, "after <text>"),
    "a mark on the page": ("index.html", 'role="img" ', 'role="img" data-n="23" ', 23, "<svg data-n>"),
}


@pytest.mark.parametrize("kind", DRAWINGS)
def test_a_leak_in_the_words_of_a_drawing_is_recovered(
    kind: str, copied: Path, also: Callable[..., None]
) -> None:
    name, old, new, number, where = DRAWINGS[kind]
    also(name)
    swapped(name, old, new)(copied)
    found = found_in(copied)
    assert any(one.least == number and where in one.where for one in found), found
    assert len(found) == 1


@pytest.mark.parametrize("name", [f"{CHART}.svg", "charts/area-1-need.svg"])
def test_a_mark_that_stands_where_no_figure_lies_is_recovered(
    name: str, copied: Path, also: Callable[..., None]
) -> None:
    also(name)
    text = (copied / name).read_text("utf-8")
    last = text.rindex("<circle")
    (copied / name).write_text(text[:last] + moved_circle(text[last:], 2.3), "utf-8")
    found = found_in(copied)
    assert [one.where for one in found] == [f"{name} circle"]
    assert "no published figure" in found[0].words


def test_a_mark_over_time_that_stands_where_no_figure_lies_is_recovered(tmp_path: Path) -> None:
    release = partnership(areas={"X1": "Riverside"}, size=0.4, earlier="2022-04-01/2024-03-31")
    write_release(replace(release, run={"run_id": "7f3c9a2e51d0"}, about=()), tmp_path / "all", formats=())
    bring(tmp_path, "counts.csv", "measures.csv", "over-time.html", written=tmp_path / "all")
    shutil.rmtree(tmp_path / "all")
    page = tmp_path / "over-time.html"
    head, drawn, text = page.read_text("utf-8").partition('role="img"')
    assert found_in(tmp_path) == []
    moved = re.sub(r'(<circle [^>]*cy=")([\d.]+)', lambda at: f"{at[1]}{float(at[2]) + 3.1:g}", text, count=1)
    assert moved != text
    page.write_text(head + drawn + moved, "utf-8")
    assert any(one.where.endswith("circle") for one in found_in(tmp_path))


def test_a_bar_of_an_exact_length_is_recovered(copied: Path, also: Callable[..., None]) -> None:
    name = f"{PATHWAY}.svg"
    also(name)
    text = (copied / name).read_text("utf-8")
    bars = list(re.finditer(r'(<rect x="232" [^>]*width=")([\d.]+)', text))
    shorter = bars[-1]
    made = f"{shorter[1]}{float(shorter[2]) + 2.5:g}"
    (copied / name).write_text(text[: shorter.start()] + made + text[shorter.end() :], "utf-8")
    found = found_in(copied)
    assert [one.where for one in found] == [f"{name} bar"]
