"""The pages behind the first: which there are, what stands on them, and that only protected counts get there."""

import re
from dataclasses import replace

import pyarrow as pa
import pytest

from evenhand.foundations import NotProtected, exact_tally
from evenhand.publish import Release
from evenhand.publish.pages.areas import possible_places
from evenhand.publish.shelf import Shelf
from evenhand.publish.site import render_site
from evenhand.publish.time_figure import breaks_between
from evenhand.vocabulary.language import load_messages
from tests.unit.publish.releases import HOSTILE, partnership

ONE = {"X1": "Riverside"}
YEARS = ("2022-04-01/2023-03-31", "2023-04-01/2024-03-31", "2024-04-01/2025-03-31")


@pytest.fixture(scope="module")
def two() -> Release:
    return partnership(earlier="2022-04-01/2024-03-31")


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_pages_are_there_for_what_there_is(two: Release) -> None:
    assert set(render_site(two)) == {
        "index.html",
        "area-1.html",
        "area-2.html",
        "areas.html",
        "over-time.html",
        "tables.html",
    }
    assert set(render_site(partnership(areas=ONE))) == {"index.html", "area-1.html", "tables.html"}


def test_every_page_leads_to_every_other_and_back(two: Release) -> None:
    site = render_site(two)
    for file, page in site.items():
        linked = set(re.findall(r'href="([a-z0-9-]+\.html)"', page))
        assert linked >= set(site) - {file, "index.html"}
        assert file == "index.html" or "index.html" in linked


def test_an_areas_page_has_every_step_by_every_characteristic(two: Release) -> None:
    page = render_site(two)["area-1.html"]
    for stage in two.programme.stages[1:]:
        assert f'id="step-{stage.id}"' in page
    for title in ("by ethnic group", "by sex", "by age"):
        assert title in words(page)


def test_the_order_of_areas_comes_with_the_places_each_could_hold(two: Release) -> None:
    said = words(render_site(two)["areas.html"])
    assert "The order itself could be chance" in said
    assert "1 to 2" in said
    assert "the ranges of all areas meet" in said
    assert "Areas in order, by their best estimate." in said
    assert "Two areas whose lines meet may still differ." in said


def with_people_of_no_place() -> Release:
    """Return two areas and the people of no fixed abode, who are no area to compare."""
    made = partnership(
        areas={"X1": "Riverside", "X2": "Upper Valley", "no_fixed_abode": "No fixed abode"}, size=2
    )
    apart = replace(made.vocabulary.areas.by_code["no_fixed_abode"], of_its_own=True)
    areas = made.vocabulary.areas.with_more({"no_fixed_abode": apart})
    return replace(made, vocabulary=replace(made.vocabulary, areas=areas))


def test_people_of_no_place_stand_last_and_are_not_compared_as_an_area() -> None:
    site = render_site(with_people_of_no_place())
    compared = words(site["areas.html"])
    assert "‘No fixed abode’ are no places and stand by themselves" in compared
    assert compared.count("No fixed abode") == compared.count("‘No fixed abode’") + compared.count(
        "Every step: No fixed abode"
    )
    first = words(site["index.html"])
    assert "Riverside and Upper Valley" in first
    assert "No fixed abode: counted by themselves" in first
    assert 'id="area-3-pathway"' not in site["index.html"]
    assert "what others did for them is not in these records" in words(site["area-3.html"])


def test_places_follow_from_ranges_alone(two: Release) -> None:
    row = Shelf(two).estimates[0]
    ranges = [(0.6, 0.7), (0.4, 0.5), (0.45, 0.65)]
    rows = [replace(row, lower=low, upper=high) for low, high in ranges]
    assert possible_places(rows) == [(1, 2), (2, 3), (1, 3)]


def test_a_line_is_broken_where_something_changed() -> None:
    assert breaks_between(YEARS, []) == ()
    assert breaks_between(YEARS, ["2023-07-01"]) == (1,)
    assert breaks_between(YEARS, ["2022-07-01"]) == (), (
        "before the end of the first period there is nothing to part"
    )
    assert breaks_between(YEARS, ["2025-03-31", "2025-06-01"]) == (2,)


def test_a_break_is_marked_and_said(two: Release) -> None:
    page = render_site(replace(two, breaks=(("2025-07-01", "A new form."),)))["over-time.html"]
    assert "1 July 2025: A new form. Figures before and after are not compared." in words(page)
    assert 'stroke-dasharray="2 4"' in page
    assert 'stroke-dasharray="2 4"' not in render_site(two)["over-time.html"]


def test_a_side_table_that_is_not_protected_is_refused(two: Release) -> None:
    tally = exact_tally(
        "tests", "Tests", ["suite"], ["Suite"], "tests", {"suite": pa.array(["A"])}, pa.array([3])
    )
    with pytest.raises(NotProtected, match="side tables under the policy"):
        replace(two, tallies=(tally,))


def test_what_is_said_of_the_recording_and_what_else_is_held(two: Release) -> None:
    told = replace(
        two,
        monitoring=("Sex is not known for 31 of every 100 people at Northfield.",),
        evidence=(("religion or belief", "Nothing is held."),),
    )
    said = words(render_site(told)["quality.html"])
    assert "Sex is not known for 31 of every 100 people at Northfield." in said
    assert "religion or belief Nothing is held." in said


def test_names_are_escaped_on_every_page() -> None:
    for page in render_site(partnership(areas=HOSTILE, earlier="2022-04-01/2024-03-31")).values():
        assert "<script>" not in page


def test_every_page_stands_in_welsh_around_what_is_named(two: Release) -> None:
    welsh = load_messages("cy")
    site = render_site(replace(two, vocabulary=replace(two.vocabulary, language="cy")))
    for file, page in site.items():
        assert '<html lang="cy">' in page
        assert file == "index.html" or welsh.say("page.behind.back") in page


def test_the_same_release_gives_the_same_pages(two: Release) -> None:
    assert render_site(two) == render_site(partnership(earlier="2022-04-01/2024-03-31", anew=True))


def test_every_file_is_named_with_what_it_is(two: Release) -> None:
    said = words(
        render_site(two, files=("measures.csv", "run.json", "odd.csv", "charts/x.svg"))["tables.html"]
    )
    assert "Every measure with its interval" in said
    assert "A further file of this release." in said
    assert "run.json" not in said
    assert "x.svg" not in said  # a chart's files are linked to from the chart
