"""The PDF is tagged, titled, in one language and in order; no name becomes markup; the bytes are the same each time."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from evenhand.foundations import EvenhandError
from evenhand.publish import Release
from evenhand.publish.fonts import installed, lettering
from evenhand.publish.pdf import NoFont, report_data, report_pdf
from evenhand.publish.shelf import Shelf
from evenhand.publish.typesetting import typeset
from tests.unit.publish.pdf_reader import pieces, poppler
from tests.unit.publish.releases import nothing_found, partnership, stop_and_search

NAMES = {"X1": '#panic("x") $x^2$ *b* _i_ @a <b> \\ [c] ] #', "X2": "Ŵyl y tŷ"}


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    if not installed() or lettering("abcŵ–").missing:
        pytest.skip("no font for running text is installed (make test installs fonts-liberation)")


@pytest.fixture(scope="module")
def release() -> Release:
    return partnership(areas=NAMES)


@pytest.fixture(scope="module")
def pdf(release: Release) -> bytes:
    return report_pdf(release)


def test_the_same_release_gives_the_same_bytes(pdf: bytes) -> None:
    assert report_pdf(partnership(areas=NAMES, anew=True)) == pdf


def test_the_file_says_that_it_is_accessible(pdf: bytes) -> None:
    held = pieces(pdf)
    assert pdf.startswith(b"%PDF-1.7")
    for one in (
        rb"/Marked true",
        rb"/Lang ?\(en-GB\)",
        rb"/DisplayDocTitle true",
        rb"/StructTreeRoot",
        rb"<pdfuaid:part>1</pdfuaid:part>",
        rb"/S ?/H1",
        rb"/S ?/TH",
        rb"/S ?/Figure",
        rb"/Alt ?[(<]",
        rb"/Scope ?/Column",
    ):
        assert re.search(one, held), one
    assert not re.search(rb"/Encrypt|/JavaScript|/URI ", held)


def test_the_file_bears_the_day_of_the_release_and_no_other(pdf: bytes) -> None:
    dates = set(re.findall(rb"D:(\d{8})", pieces(pdf)))
    assert dates == {b"20260514"}


def test_figures_have_a_text_alternative_each(release: Release, pdf: bytes) -> None:
    figures = [one for area in report_data_of(release)["areas"] for one in area["figures"]]
    held = pieces(pdf)
    assert len(figures) > 3
    assert len(re.findall(rb"/S ?/Figure", held)) == len(figures)
    assert len(re.findall(rb"/Alt ?[(<]", held)) == len(figures)


def report_data_of(release: Release) -> dict[str, list[dict[str, list[dict[str, str]]]]]:
    from evenhand.publish.area_section import area_section

    shelf = Shelf(release)
    return report_data(
        shelf, tuple(area_section(shelf, n, code) for n, code in enumerate(shelf.areas, start=1))
    )


def test_poppler_finds_it_tagged_and_titled(pdf: bytes, tmp_path: Path) -> None:
    said = poppler("pdfinfo", data=pdf, folder=tmp_path)
    assert re.search(r"Tagged:\s+yes", said)
    assert re.search(r"Title:\s+Who gets through, who does not: .*Ŵyl y tŷ", said)


def test_headings_and_tables_stand_in_order(pdf: bytes, tmp_path: Path) -> None:
    tree = poppler("pdfinfo", "-struct-text", data=pdf, folder=tmp_path)
    levels = [int(one) for one in re.findall(r"^\s*H(\d) ", tree, re.MULTILINE)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    heads = [
        "What matters most",
        "What we cannot say",
        "How far to trust this",
        "What was read",
        "How every figure can be",
    ]
    places = [re.search(rf'"{one}', tree) for one in heads]
    assert all(places)
    assert [one.start() for one in places if one] == sorted(one.start() for one in places if one)
    assert tree.count("Table") == len(re.findall(r"^\s*Caption", tree, re.MULTILINE))


def test_words_can_be_taken_out_in_reading_order(release: Release, pdf: bytes, tmp_path: Path) -> None:
    text = " ".join(poppler("pdftotext", "-raw", data=pdf, folder=tmp_path).split())
    sentences = [one.sentence for one in release.findings.headlines]
    said = [*sentences, *(f"{what}: {says}" for what, says in release.about), release.programme.source]
    places = [text.find(" ".join(one.split())) for one in said]
    assert -1 not in places
    assert places == sorted(places)
    assert 'panic("x") $x^2$ *b* _i_ @a <b> \\ [c] ] #' in text


def test_a_report_without_findings_and_one_of_searches_are_set() -> None:
    for one in (nothing_found(partnership(size=0.2)), stop_and_search()):
        assert report_pdf(one).startswith(b"%PDF")


def test_counts_not_for_publication_are_marked(tmp_path: Path) -> None:
    exact = report_pdf(partnership(size=0.2, policy="internal-exact"))
    text = poppler("pdftotext", data=exact, folder=tmp_path)
    assert "Exact counts: for entitled staff, not for publication." in text


def test_letters_without_a_font_are_said_not_left_out() -> None:
    odd = partnership(areas={"X1": "River \U00012000"}, size=0.2)
    with pytest.raises(
        NoFont, match=r"no installed font has all its letters \(Cuneiform\).*Noto Sans Cuneiform"
    ):
        report_pdf(odd, families={"Liberation Sans": installed()["Liberation Sans"]})


def test_typst_refuses_what_is_not_accessible() -> None:
    """The check that stands behind the file: a figure without a text alternative is no PDF/UA."""
    data = report_data_of(partnership(size=0.2))
    for area in data["areas"]:
        for one in area["figures"]:
            one["description"] = ""
    with pytest.raises(EvenhandError, match="cannot be set"):
        typeset(("chart.typ", "report.typ"), {**data, "title": ""}, lettering("a").families, to="pdf")
