"""A release is written in the formats asked for, the same bytes each time; what cannot be made is said."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from evenhand.foundations import EvenhandError
from evenhand.publish import Release, write_release
from evenhand.publish import chart_files as charts
from evenhand.publish import pdf as pdf_module
from evenhand.publish.fonts import Family, Lettering, lettering
from tests.unit.publish.releases import partnership
from tests.unit.publish.test_spreadsheet import with_tally

ALWAYS = {
    "index.html",
    "measures.csv",
    "measures.json",
    "counts.csv",
    "findings.json",
    "run.json",
    "table-suites.csv",
}


@pytest.fixture(scope="module")
def release() -> Release:
    return with_tally(partnership(areas={"X1": "Riverside"}))


def names(written: tuple[Path, ...], folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in written}


def test_all_formats_are_written_unless_chosen(release: Release, tmp_path: Path) -> None:
    written = write_release(release, tmp_path)
    assert written[0].name == "index.html"
    found = names(written, tmp_path)
    assert ALWAYS | {"tables.ods", "measures.csv-metadata.json", "charts/area-1-pathway.svg"} <= found
    assert {
        "counts.csv-metadata.json",
        "table-suites.csv-metadata.json",
        "charts/area-1-pathway.csv",
    } <= found
    if not written.unwritten:
        assert {"report.pdf", "charts/area-1-pathway.png"} <= found
    on_disk = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert on_disk == found


@pytest.mark.parametrize(
    ("chosen", "more"),
    [((), ()), (("ods",), ("tables.ods",)), (("csvw",), ("counts.csv-metadata.json",))],
)
def test_formats_are_left_out_where_not_asked_for(
    release: Release, tmp_path: Path, chosen: tuple[str, ...], more: tuple[str, ...]
) -> None:
    found = names(write_release(release, tmp_path, formats=chosen), tmp_path)
    assert ALWAYS | set(more) <= found
    assert not any(name.endswith((".pdf", ".png", ".svg")) for name in found)
    assert ("tables.ods" in found) == ("ods" in chosen)


def test_two_writes_are_equal_byte_for_byte(release: Release, tmp_path: Path) -> None:
    first = write_release(release, tmp_path / "a")
    anew = partnership(areas={"X1": "Riverside"}, anew=True)
    second = write_release(with_tally(anew), tmp_path / "b")
    assert names(first, tmp_path / "a") == names(second, tmp_path / "b")
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_an_unknown_format_is_refused_with_the_known_ones(release: Release, tmp_path: Path) -> None:
    with pytest.raises(EvenhandError, match=r"no format docx\. Formats: ods, pdf, svg, png, csvw"):
        write_release(release, tmp_path, formats=("docx",))


def test_without_fonts_all_else_is_written_and_it_is_said(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(text: str, families: Mapping[str, Family] | None = None) -> Lettering:
        return lettering(text, {})

    monkeypatch.setattr(pdf_module, "lettering", without)
    monkeypatch.setattr("evenhand.publish.picture.lettering", without)
    written = write_release(release, tmp_path)
    found = names(written, tmp_path)
    assert not any(name.endswith((".pdf", ".png")) for name in found)
    assert "charts/area-1-pathway.svg" in found
    assert len(written.unwritten) == 2
    assert all("Install Liberation Sans" in one for one in written.unwritten)


def test_the_licence_stands_in_metadata_and_spreadsheet(release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path, formats=("csvw",), licence="https://example.org/licence")
    assert "https://example.org/licence" in (tmp_path / "counts.csv-metadata.json").read_text("utf-8")


def test_charts_have_their_table_as_csv(release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path, formats=("svg",))
    lines = (tmp_path / charts.FOLDER / "area-1-pathway.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("Stage,People,")
    assert len(lines) == 8


def test_a_figure_links_to_the_files_that_were_written_of_it(release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path / "with", formats=("svg", "ods"))
    page = (tmp_path / "with" / "index.html").read_text("utf-8")
    links = [one for one in re.findall(r'href="([^"#]+)"', page) if not one.startswith("data:")]
    assert {"charts/area-1-pathway.svg", "charts/area-1-pathway.csv", "tables.ods", "measures.csv"} <= set(
        links
    )
    assert not any(one.endswith((".png", ".pdf")) for one in links)
    assert [one for one in links if not (tmp_path / "with" / one).is_file()] == []
    write_release(release, tmp_path / "without", formats=())
    assert "charts/" not in (tmp_path / "without" / "index.html").read_text("utf-8")


def test_nothing_of_an_earlier_release_stays(release: Release, tmp_path: Path) -> None:
    write_release(release, tmp_path, formats=("svg", "ods", "csvw"))
    (tmp_path / "report.pdf").write_text("of an earlier release")
    (tmp_path / "charts" / "area-9-pathway.png").write_text("of an earlier release")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "charts" / "notes.txt").write_text("mine")
    written = write_release(release, tmp_path, formats=())
    mine = {"notes.txt", "charts/notes.txt"}
    on_disk = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert on_disk == names(written, tmp_path) | mine


def test_a_folder_that_holds_no_release_keeps_its_files(release: Release, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_text("mine")
    write_release(release, tmp_path, formats=())
    assert (tmp_path / "report.pdf").read_text() == "mine"


def test_a_pdf_that_cannot_be_set_costs_nothing_else(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> bytes:
        raise EvenhandError("The PDF cannot be set: a letter.", mend="Leave it out.")

    monkeypatch.setattr("evenhand.publish.write.report_pdf", fails)
    written = write_release(release, tmp_path, formats=("pdf", "ods"))
    assert written.unwritten == ("The PDF cannot be set: a letter. Leave it out.",)
    assert "tables.ods" in names(written, tmp_path)
