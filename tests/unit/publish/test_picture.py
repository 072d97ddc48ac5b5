"""A picture holds every one of its words, in every script, or there is no picture and a sentence says why."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from evenhand.publish.area_section import area_section
from evenhand.publish.charts import Drawing
from evenhand.publish.charts.marks import rect, words
from evenhand.publish.charts.text import text_width
from evenhand.publish.fonts import installed, lettering
from evenhand.publish.picture import chart_data, draw, pictures, poster, svg_file
from evenhand.publish.shelf import Shelf
from evenhand.publish.views import Figure, Table
from tests.unit.publish.png_reader import chunks, pixels
from tests.unit.publish.releases import HOSTILE, partnership

WELSH, ARABIC, BENGALI = "Ŵyl y dŵr a'r tŷ, Ŷ", "النهر الشرقي", "বাংলা ক্ষ"
SCRIPTS = {"English": "People who use drugs", "Welsh": WELSH, "Arabic": ARABIC, "Bengali": BENGALI}


def figure(title: str = "What is seen", label: str = "Group") -> Figure:
    """Return a chart with one label on a bar and one beside it."""
    marks = (
        rect(100, 10, 200, 22, "#12436D"),
        words(96, 26, label, anchor="end"),
        words(310, 26, "1,340", halo=True),
    )
    drawing = Drawing(width=420, height=44, marks=marks)
    table = Table(caption="", heads=("Group",), rows=((label,),))
    return Figure(
        id="one", title=title, description="A bar.", wide=drawing, narrow=drawing, table=table, facts="people"
    )


def need(text: str) -> None:
    """Skip where this machine has no font with the letters of `text`."""
    missing = lettering(text).missing
    if missing:
        pytest.skip(
            f"no installed font has the letters of {', '.join(missing)} (make test installs fonts-noto-core)"
        )


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_word_of_a_picture_is_seen(script: str) -> None:
    """The picture differs from the same picture without words within the box of each word."""
    need("Group 1,340" + SCRIPTS[script])
    chart = chart_data(poster(figure(title=SCRIPTS[script], label=SCRIPTS[script]), "Riverside"))
    families = lettering(" ".join(one["words"] for one in chart["texts"])).families
    (full,), (bare,) = (draw([chart], families, shown=shown, ppi=72) for shown in (True, False))
    ink = (pixels(full) != pixels(bare)).any(axis=2)
    assert len(chart["texts"]) == 5
    for one in chart["texts"]:
        wide = text_width(one["words"], one["size"])
        left = one["x"] - {"start": 0, "middle": wide / 2, "end": wide}[one["anchor"]]
        box = ink[int(one["y"] - one["size"]) : int(one["y"] + 5), max(int(left), 0) : int(left + wide)]
        assert box.sum() > 4 * len(one["words"].replace(" ", "")), one["words"]
        assert box.any(axis=0).mean() > 0.5, one["words"]


def test_the_shapes_alone_hold_no_word() -> None:
    shapes = chart_data(poster(figure(label="Bangladeshi")))["shapes"]
    assert "<text" not in shapes
    assert "Bangladeshi" not in shapes
    assert "<rect" in shapes


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_picture_is_made_in_every_script(script: str) -> None:
    need(SCRIPTS[script])
    made = pictures({"a": (figure(label=SCRIPTS[script]), "credit")})
    assert made.unwritten == ()
    assert [name for name, _ in chunks(made.png["a"])] == [
        "IHDR",
        *["IDAT"] * (len(chunks(made.png["a"])) - 2),
        "IEND",
    ]


def test_letters_without_a_font_cost_their_own_picture_alone() -> None:
    liberation = (
        {"Liberation Sans": installed()["Liberation Sans"]} if "Liberation Sans" in installed() else {}
    )
    if not liberation:
        pytest.skip("Liberation Sans is not installed (make test installs it)")
    made = pictures({"a": (figure(), ""), "b": (figure(label=BENGALI), "")}, liberation)
    assert list(made.png) == ["a"]
    (said,) = made.unwritten
    assert said == (
        "1 picture was not made (PNG): no installed font has all its letters (Bengali). "
        "Install Noto Sans Bengali (package fonts-noto-core of Debian and Ubuntu)."
    )


def test_without_any_font_there_is_no_picture_and_the_reason() -> None:
    made = pictures({"a": (figure(), "")}, {})
    assert made.png == {}
    (said,) = made.unwritten
    assert said == (
        "No pictures (PNG): no font was found. "
        "Install Liberation Sans (package fonts-liberation of Debian and Ubuntu)."
    )


def test_markup_in_a_name_stays_words() -> None:
    name = '#panic("x") $x$ *b* \\ [a] <b> ${}'
    need(name)
    once, twice = (pictures({"a": (figure(label=name), "")}).png["a"] for _ in range(2))
    assert once == twice
    assert chart_data(poster(figure(label=name)))["texts"][1]["words"] == name


def test_turned_words_are_refused() -> None:
    turned = words(1, 1, "x")
    turned = replace(turned, attributes=(*turned.attributes, ("transform", "rotate(90)")))
    with pytest.raises(ValueError, match="cannot be turned"):
        chart_data(Drawing(width=9, height=9, marks=(turned,)))


@pytest.fixture(scope="module")
def charts() -> list[Figure]:
    shelf = Shelf(partnership(areas=HOSTILE))
    section = area_section(shelf, 1, shelf.areas[0])
    assert section.pathway is not None
    return [section.pathway, *section.steps[0].figures]


def test_an_svg_file_says_what_it_shows_and_needs_nothing_beside_it(charts: list[Figure]) -> None:
    for one in charts:
        text = svg_file(one, "Riverside · run 7f3c")
        root = ElementTree.fromstring(text)
        space = {"svg": "http://www.w3.org/2000/svg"}
        assert root.findtext("svg:title", namespaces=space) == one.title
        assert root.findtext("svg:desc", namespaces=space) == one.description
        assert root.get("role") == "img"
        assert "<script" not in text
        assert not re.search(r"(href|src)=|url\(http", text)
        said = " ".join("".join(words.itertext()) for words in root.iter("{http://www.w3.org/2000/svg}text"))
        assert one.title.split()[-1] in said
        assert "Riverside · run 7f3c" in said


def test_everything_lies_within_the_picture(charts: list[Figure]) -> None:
    for one in charts:
        made = chart_data(poster(one, "credit"))
        for text in made["texts"]:
            assert 0 < text["y"] < made["height"]
            assert 0 <= text["x"] <= made["width"]
