"""One leak of each kind, planted into a release: each is recovered, with its number and its place; a clean one has none."""

import re
import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from evenhand.attack import Recovered
from evenhand.attack.carriers import carriers
from evenhand.findings import find
from evenhand.foundations import UnreadableFile
from evenhand.measures import measure
from evenhand.publish import Release, write_release
from evenhand.vocabulary.translate import in_language, programme_in
from tests.disclosure.carriers_planted import (
    Plant,
    added,
    at_end_of_sheet,
    chunk,
    document,
    json_changed,
    moved_circle,
    picture,
    row_changed,
    row_of_cells,
    stream,
    swapped,
    workbook,
    workbook_with,
)
from tests.unit.publish.releases import partnership, stop_and_search

FORMATS = ("ods", "svg", "csvw")
CHART = "charts/area-1-started-sex-sex-2021"
PATHWAY = "charts/area-1-pathway"
FEMALE = {"group": "FEMALE", "stage": "arrest-to-treatment/retained"}


def small() -> Release:
    release = partnership(areas={"X1": "Riverside"}, size=0.4)
    return replace(release, run={"run_id": "7f3c9a2e51d0", "as_at": "2026-05-14"}, about=())


def in_welsh(release: Release) -> Release:
    """The same protected counts in other words."""
    words = in_language(release.vocabulary, "cy")
    programme = programme_in(release.programme, "cy")
    measures = measure(release.counts, programme=programme, vocabulary=words)
    findings = find(release.counts, measures, programme=programme, vocabulary=words)
    return replace(release, vocabulary=words, programme=programme, measures=measures, findings=findings)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    release = small()
    write_release(release, folder, formats=FORMATS)
    write_release(in_welsh(release), folder / "cy", formats=FORMATS)
    return folder


@pytest.fixture
def copied(written: Path, tmp_path: Path) -> Path:
    """A folder with the English release's counts and what is made of them; `also` adds what a test is about."""
    (tmp_path / "charts").mkdir()
    bring(tmp_path, *FRAME, written=written)
    return tmp_path


FRAME = ("counts.csv", "measures.csv", "measures.json", "findings.json")


@pytest.fixture
def also(written: Path, copied: Path) -> Callable[..., None]:
    """Copy further files of the release into the folder."""
    return partial(bring, copied, written=written)


def bring(folder: Path, *names: str, written: Path) -> None:
    for name in names:
        shutil.copy(written / name, folder / name)


def found_in(folder: Path) -> list[Recovered]:
    return list(carriers(folder).recovered)


def test_nothing_is_recovered_from_a_release_as_it_is_written(written: Path) -> None:
    tried = carriers(written)
    assert [(one.where, one.words) for one in tried.recovered] == []
    assert tried.cells > 1000
    assert "run.json" in tried.note


def test_nothing_is_recovered_from_rates_among_residents(tmp_path: Path) -> None:
    release = replace(stop_and_search(), run={"run_id": "7f3c9a2e51d0"}, about=())
    write_release(release, tmp_path, formats=FORMATS)
    assert [(one.where, one.words) for one in found_in(tmp_path)] == []


def test_exact_counts_have_nothing_to_hide(tmp_path: Path) -> None:
    write_release(
        partnership(areas={"X1": "Riverside"}, size=0.1, policy="internal-exact"), tmp_path, formats=()
    )
    tried = carriers(tmp_path)
    assert tried.recovered == ()
    assert "exact" in tried.note


def test_a_folder_without_counts_says_so(tmp_path: Path) -> None:
    assert "no counts.csv" in carriers(tmp_path).note


def test_damaged_counts_are_refused(copied: Path) -> None:
    with (copied / "counts.csv").open("a", encoding="utf-8") as file:
        file.write("one cell too many" + "," * 30 + "\n")
    with pytest.raises(UnreadableFile):
        carriers(copied)


def shown(change: dict[str, str]) -> Plant:
    def to(row: dict[str, str]) -> None:
        row.update(change)

    return row_changed("counts.csv", to, status="rounded")


def hidden(change: dict[str, str], status: str = "below_threshold") -> Plant:
    return row_changed("counts.csv", lambda row: row.update(change), status=status)


def measured(change: dict[str, str], **where: str) -> Plant:
    return row_changed("measures.csv", lambda row: row.update(change), **where)


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


PICTURES = {
    "a text": (picture(chunk(b"tEXt", b"Comment\0women 23")), 23, "chunk tEXt"),
    "a squeezed text": (
        picture(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"women: 23"))),
        23,
        "chunk zTXt",
    ),
    "a text of another tongue": (picture(chunk(b"iTXt", b"C\0\0\0cy\0\x00menywod 23")), 23, "chunk iTXt"),
    "a squeezed one": (
        picture(chunk(b"iTXt", b"C\0\1\0cy\0\0" + zlib.compress(b"23 o bobl"))),
        23,
        "chunk iTXt",
    ),
    "what a camera writes": (
        picture(chunk(b"eXIf", b"MM\0*\0ImageDescription\0 23 people")),
        23,
        "chunk eXIf",
    ),
    "what follows the end": (picture(after=b"PK\x03\x04"), None, "after its end"),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_leak_in_a_picture_is_recovered(kind: str, copied: Path) -> None:
    data, number, where = PICTURES[kind]
    added(f"{CHART}.png", data)(copied)
    assert [(one.where, one.least) for one in found_in(copied)] == [(f"{CHART}.png {where}", number)]


@pytest.mark.parametrize(
    "data", [picture(), picture(chunk(b"zTXt", b"Comment\0\0broken")), b"no picture, 23 people"]
)
def test_a_picture_without_figures_holds_none(data: bytes, copied: Path) -> None:
    added(f"{CHART}.png", data)(copied)
    assert found_in(copied) == []


DOCUMENTS = {
    "its information": (document(b"<< /Title (Report) /Keywords (women 23) >>"), 23, "report.pdf /Keywords"),
    "a text alternative": (document(b"<< /Alt (1,037 people) >>"), 1037, "report.pdf /Alt"),
    "one in another coding": (
        document(b"<< /ActualText <" + "23 o bobl".encode("utf-16").hex().encode() + b"> >>"),
        23,
        "report.pdf /ActualText",
    ),
    "a comment": (
        document(stream(b"<< /Type /Annot /Contents (really \\0621\\067) >>")),
        217,
        "report.pdf /Contents",
    ),
    "its XMP": (
        document(stream(b"<x:xmpmeta><dc:description>23 people</dc:description></x:xmpmeta>")),
        23,
        "report.pdf XMP",
    ),
    "an attachment": (document(b"<< /Type /EmbeddedFile >>"), None, "report.pdf"),
    "a script": (document(b"<< /S /JavaScript /JS (x) >>"), None, "report.pdf"),
    "a layer": (document(b"<< /Type /OCG >>"), None, "report.pdf"),
    "words that are not drawn": (document(stream(b"BT 3 Tr (exact) Tj ET")), None, "report.pdf"),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_leak_in_a_document_is_recovered(kind: str, copied: Path) -> None:
    data, number, where = DOCUMENTS[kind]
    added("report.pdf", data)(copied)
    assert [(one.where, one.least) for one in found_in(copied)] == [(where, number)]


def test_a_document_that_says_what_the_pages_say_holds_nothing_more(
    copied: Path, also: Callable[..., None]
) -> None:
    also("index.html")
    page = (copied / "index.html").read_text("utf-8")
    said = re.search(r"about \d+ of every 100", page)
    assert said
    added("report.pdf", document(f"<< /Alt (19 of 20; {said[0]} people) /Lang (en) >>".encode()))(copied)
    assert found_in(copied) == []


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


OBJECTS = {
    "people of a finding": (
        json_changed("findings.json", lambda data: data["findings"][0].update(people=[1037, 1038])),
        1037,
        "findings.json findings people",
    ),
    "a figure of a finding": (
        json_changed("findings.json", lambda data: data["findings"][0].update(estimate=0.4347826)),
        10,
        "findings.json findings estimate",
    ),
    "a sentence": (
        json_changed("findings.json", lambda data: data["findings"][0].update(sentence="23 people")),
        23,
        "findings.json findings sentence",
    ),
    "a name of a field": (
        json_changed("findings.json", lambda data: data.update(women_23="")),
        23,
        "findings.json a key",
    ),
    "a note beside a table": (
        json_changed("counts.csv-metadata.json", lambda data: data["rdfs:comment"].append("1,037 people")),
        1037,
        "counts.csv-metadata.json rdfs:comment",
    ),
    "a cell beside a chart": (
        swapped(f"{CHART}.csv", "\n", "\n1037,"),
        1037,
        f"{CHART}.csv",
    ),
}


@pytest.mark.parametrize("kind", OBJECTS)
def test_a_leak_beside_the_tables_is_recovered(kind: str, copied: Path, also: Callable[..., None]) -> None:
    plant, number, where = OBJECTS[kind]
    also("counts.csv-metadata.json")
    if where.startswith("charts"):
        added(f"{CHART}.csv", "Sex,Out of\nWomen,23\nMen,1037\n")(copied)
    else:
        plant(copied)
    found = found_in(copied)
    assert any(one.least == number and one.where.startswith(where) for one in found), found


def test_json_that_cannot_be_read_is_said(copied: Path) -> None:
    added("findings.json", "{")(copied)
    assert "findings.json: JSON that cannot be read" in carriers(copied).note


NAMES = {
    "a number in a name": ("charts/area-1-women-23.svg", "<svg/>", 23),
    "a copy": ("counts.csv.bak", "", None),
    "an editor's copy": ("index.html~", "", None),
    "an office lock": (".~lock.tables.ods#", "", None),
    "a desktop's list": ("charts/.DS_Store", "", None),
    "small pictures": ("Thumbs.db", "", None),
    "a history": (".git/HEAD", "ref", None),
    "a table of rows": ("rows.parquet", b"PAR1", None),
    "rows of persons": ("extract.csv", "person_id,sex\nN1,FEMALE\n", None),
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_leak_in_a_name_or_a_leftover_file_is_recovered(kind: str, copied: Path) -> None:
    name, data, number = NAMES[kind]
    added(name, data)(copied)
    assert [(one.where, one.least) for one in found_in(copied)] == [(name, number)]


def test_made_up_records_beside_a_release_are_nobodys(copied: Path) -> None:
    added("data/truth.json", "{}")(copied)
    added("data/records/tests.csv", "person_id\nN1\n")(copied)
    assert found_in(copied) == []


def test_a_file_that_no_release_holds_is_said(copied: Path) -> None:
    added("readme.txt", "1,037")(copied)
    tried = carriers(copied)
    assert tried.recovered == ()
    assert "readme.txt: no file that a release holds" in tried.note


def test_a_second_language_that_tells_more_is_recovered(written: Path, tmp_path: Path) -> None:
    for name in ("", "cy/"):
        (tmp_path / name).mkdir(exist_ok=True)
        for file in ("counts.csv", "measures.csv"):
            shutil.copy(written / name / file, tmp_path / name / file)
    assert found_in(tmp_path) == []
    hidden({"value": "3", "lower": "3", "upper": "3", "status": "exact"})(tmp_path / "cy")
    found = [one for one in found_in(tmp_path) if "otherwise" in one.words]
    assert [(one.least, one.where.startswith("cy/counts.csv line")) for one in found] == [(3, True)]


def test_a_leak_in_welsh_is_recovered(written: Path, tmp_path: Path) -> None:
    for name in (
        "counts.csv",
        "measures.csv",
        "measures.json",
        "findings.json",
        "index.html",
        f"{CHART}.svg",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(written / "cy" / name, tmp_path / name)
    assert found_in(tmp_path) == []
    swapped("index.html", "<h1>", "<p>23 o bobl</p><h1>")(tmp_path)
    swapped(f"{CHART}.svg", "</desc>", " Menywod: 1,037.</desc>")(tmp_path)
    places = {one.where: one.least for one in found_in(tmp_path)}
    assert places == {"index.html <p>": 23, f"{CHART}.svg <desc>": 1037}
