"""No file of a release shows an exact count that the protected table hides."""

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from evenhand.disclosure import load_policy, protect
from evenhand.foundations import KEY_COLUMNS, REACHED, CountTable, NotProtected
from evenhand.publish import Release, text_summary, write_release
from tests.disclosure.readable import readable
from tests.unit.publish.releases import partnership, stop_and_search

ONE = {"X1": "Riverside"}
SIZE = 1.0009
"""Makes counts that are no multiple of 5, so that an exact one would stand out."""


@pytest.fixture(scope="module")
def exact() -> Release:
    return partnership(areas=ONE, policy="internal-exact", size=SIZE)


@pytest.fixture(scope="module")
def release() -> Release:
    return partnership(areas=ONE, size=SIZE)


@pytest.fixture(scope="module")
def texts(release: Release, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("release")
    written = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in write_release(release, folder)
    }
    return {name: readable(name, data) for name, data in written.items()} | {"summary": text_summary(release)}


def counts(release: Release) -> dict[str, int]:
    """Return every count that may be shown, by cell."""
    return {row["cell_id"]: row["value"] for row in release.counts.to_rows() if row["value"] is not None}


def planted(exact: Release, release: Release) -> set[int]:
    """Return large exact counts that no rounded count equals: each would be known again wherever it stood."""
    shown = {row[name] for row in release.counts.to_rows() for name in ("value", "lower", "upper")}
    return {count for count in counts(exact).values() if count > 200 and count % 5 and count not in shown}


def numbers_of(text: str) -> set[int]:
    """Return the whole numbers of the words of a page or file, coordinates, hashes and cell names left out."""
    text = re.sub(r"(?s)<style>.*?</style>", " ", text)
    text = re.sub(r"<[^>]*>", " ", text)
    return {
        int(one.replace(",", ""))
        for one in re.findall(r"(?<![\w.,])\d{1,3}(?:,\d{3})+|(?<![\w.])\d+(?![\w.])", text)
    }


def test_there_is_something_to_leak(exact: Release, release: Release) -> None:
    assert len(planted(exact, release)) > 10


def test_the_search_finds_exact_counts_where_they_are_meant_to_be(
    exact: Release, release: Release, tmp_path: Path
) -> None:
    page = write_release(exact, tmp_path)[0].read_text("utf-8")
    assert numbers_of(page) & planted(exact, release)


TABLES = ("counts.csv", "measures.csv", "measures.json", "tables.ods")
"""Files with the denominators of shares, which are sums of rounded counts and may be any number: they have tests of
their own."""


def test_no_text_shows_an_exact_count(exact: Release, release: Release, texts: dict[str, str]) -> None:
    """Pages, PDF with its text alternatives, charts with theirs, metadata, findings, run.json, the printed summary."""
    kinds = {name.rpartition(".")[2] for name in texts}
    assert {"html", "json", "svg", "csv", "summary"} <= kinds
    hidden = planted(exact, release)
    shown = {name: numbers_of(text) & hidden for name, text in texts.items() if name not in TABLES}
    assert {name: found for name, found in shown.items() if found} == {}


def test_no_picture_holds_anything_but_the_picture(texts: dict[str, str]) -> None:
    assert {text for name, text in texts.items() if name.endswith(".png")} <= {""}


def test_the_search_reads_what_a_pdf_says(release: Release, texts: dict[str, str]) -> None:
    if "report.pdf" not in texts:
        pytest.skip("no font for a PDF is installed (make test installs fonts-liberation)")
    assert "Bars from the first stage to the last" in texts["report.pdf"]  # a text alternative


def test_no_worksheet_shows_an_exact_count(exact: Release, release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path, formats=("ods",))
    book = CalamineWorkbook.from_path(tmp_path / "tables.ods")
    hidden = planted(exact, release)
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        heads = next((row for row in rows if "How far it holds" in row), [""] * len(rows[0]))
        for row in rows:
            for head, cell in zip(heads, row, strict=True):
                if isinstance(cell, str):
                    assert numbers_of(cell) & hidden == set(), (name, head)
                elif not str(head).startswith("Number in all groups"):
                    assert cell not in hidden, (name, head)


def test_no_table_shows_an_exact_count(exact: Release, release: Release, texts: dict[str, str]) -> None:
    """The denominator of a share is a sum of rounded counts, so it may be any number: it is left out here."""
    planted_counts = planted(exact, release)
    for row in csv.DictReader(StringIO(texts["counts.csv"])):
        assert {int(row[name]) for name in ("value", "lower", "upper") if row[name]} & planted_counts == set()
    for row in (*csv.DictReader(StringIO(texts["measures.csv"])), *json.loads(texts["measures.json"])):
        names = ("numerator",) if row["measure"] == "share" else ("numerator", "denominator")
        assert {int(row[name]) for name in names if row[name] not in ("", None)} & planted_counts == set()


def test_hidden_cells_have_no_value_anywhere(release: Release, texts: dict[str, str]) -> None:
    for row in csv.DictReader(StringIO(texts["counts.csv"])):
        if row["status"] in ("below_threshold", "withheld"):
            assert row["value"] == ""
    hidden = {
        (row["characteristic"], row["group"], row["stage"])
        for row in release.counts.to_rows()
        if row["status"] in ("below_threshold", "withheld") and row["state"] == REACHED
    }
    assert hidden
    for row in csv.DictReader(StringIO(texts["measures.csv"])):
        if (row["characteristic"], row["group"], row["stage"]) in hidden and row["measure"] == "proportion":
            assert row["numerator"] == ""


def test_exact_counts_of_hidden_cells_change_no_byte(tmp_path: Path) -> None:
    """Two sets of counts that protection makes alike give the same files: nothing comes round it."""
    first = stop_and_search()
    nudged = stop_and_search(nudge=1)
    assert [row["value"] for row in first.counts.to_rows()] == [
        row["value"] for row in nudged.counts.to_rows()
    ]
    one, other = write_release(first, tmp_path / "a"), write_release(nudged, tmp_path / "b")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_release_refuses_what_was_not_protected(release: Release) -> None:
    cells = release.counts.cells
    bare = CountTable.exact({name: cells.column(name) for name in KEY_COLUMNS}, cells.column("upper"))
    with pytest.raises(NotProtected):
        Release(
            run={},
            programme=release.programme,
            vocabulary=release.vocabulary,
            counts=bare,
            measures=release.measures,
            findings=release.findings,
        )
    other = protect(bare, policy=load_policy("internal-exact"), programme=release.programme)
    with pytest.raises(NotProtected):
        Release(
            run={},
            programme=release.programme,
            vocabulary=release.vocabulary,
            counts=other,
            measures=release.measures,
            findings=release.findings,
        )
