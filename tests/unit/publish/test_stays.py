"""The page on how long people stay, its chart and its tables: what they say agrees with the curves, in two languages."""

import csv
import json
from dataclasses import replace
from functools import cache
from io import StringIO

import numpy as np
import pytest

from evenhand.foundations import NotProtected
from evenhand.foundations.checked_result import CheckedResult
from evenhand.measures.intervals import wilson, z_of
from evenhand.measures.survival.published import Shown, read_curve
from evenhand.publish import Release
from evenhand.publish.charts import Shape
from evenhand.publish.charts.curves import CurveLine, CurvesSpec, draw_curves
from evenhand.publish.csvw import stays_metadata
from evenhand.publish.files import csv_text
from evenhand.publish.pages.staying import staying_page
from evenhand.publish.shelf import Shelf
from evenhand.publish.site import render_site
from evenhand.publish.stays import curves_of, stay_tables, stays_of
from evenhand.publish.views import Page
from evenhand.vocabulary.translate import in_language
from tests.unit.publish.releases import ONE, partnership
from tests.unit.publish.stays import with_stays


@cache
def release() -> Release:
    return with_stays()


@cache
def page() -> Page:
    made = staying_page(Shelf(release()))
    assert made is not None
    return made


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_text(stay_tables(Shelf(release()))[name]))))


def test_there_is_no_page_without_curves() -> None:
    assert staying_page(Shelf(partnership(areas=ONE))) is None
    assert stay_tables(Shelf(partnership(areas=ONE))) == {}


def test_each_characteristic_has_its_part_and_how_to_read_them_stands_last() -> None:
    titles = [one.title for one in page().sections]
    assert titles == [
        "Riverside: everyone",
        "Riverside: by sex",
        "Riverside: by age",
        "How to read the curves",
    ]
    assert len(page().sections[-1].sentences) == 4


def test_everyone_is_told_with_the_ways_to_leave() -> None:
    (figure,) = page().sections[0].figures
    assert figure.title == (
        "After 12 weeks, of every 100 people about 63 were still in treatment, 0 had finished and 37 had left in other "
        "ways"
    )
    assert figure.table.heads[1:] == ("after 4 weeks", "after 12 weeks", "after 26 weeks")
    assert figure.table.rows[0][:2] == ("Everyone", "88 (83–92)")
    assert figure.description.startswith("Everyone: after 4 weeks 88")


def test_groups_are_compared_in_the_title_the_table_and_sentences() -> None:
    sex = page().sections[1]
    assert (
        sex.figures[0].title
        == "Still in treatment after 12 weeks, of every 100: men about 68 and women about 64"
    )
    assert sex.sentences == (
        "Of the first 12 weeks, women stayed 12 days fewer on average than men (between 4 and 20).",
        "Of the first 26 weeks: no clear difference from men for women.",
    )
    ways, means = sex.tables
    assert [row[0] for row in ways.rows] == ["Men"]
    assert means.rows == (
        ("Women", "60 (55–65)", "−12 (−20 – −4)", "120 (115–125)", "−3 (−11 – +5)"),
        ("Men", "72 (67–77)", "–", "123 (118–128)", "–"),
    )


def test_who_is_not_shown_is_said_with_the_reason() -> None:
    few, tells = "too few people, or too few who left", "a count that is hidden would be known more closely"
    assert page().sections[2].sentences == (f"Not shown: 18 to 24 ({few}); 25 to 34 ({tells}).",)
    assert page().sections[2].figures == ()


def test_nothing_is_read_where_the_programme_follows_no_stay() -> None:
    other = replace(release(), programme=replace(release().programme, stay=None))
    assert {one.measure for one in stays_of(Shelf(other))} == {"mean_days", "mean_days_difference"}


def test_a_longer_stay_is_said_as_longer() -> None:
    stays = [one for one in stays_of(Shelf(release())) if one.measure == "mean_days_difference"]
    shelf = Shelf(release())
    shelf.once("stays", lambda: tuple(replace(one, estimate=9.0, lower=2.0, upper=16.0) for one in stays))
    made = staying_page(shelf)
    assert made is not None
    assert (
        "women stayed 9 days longer on average than men (between 2 and 16)" in made.sections[1].sentences[0]
    )
    assert made.sections[1].figures[0].title == "How long people stay"
    assert made.sections[0].figures[0].title == "How long people stay"


def test_a_difference_that_many_comparisons_would_show_by_chance_is_not_stated() -> None:
    stays = [one for one in stays_of(Shelf(release())) if one.measure == "mean_days_difference"]
    shelf = Shelf(release())
    apart = [replace(one, estimate=9.0, lower=2.0, upper=16.0) for one in stays[:1]]
    alike = [
        replace(stays[0], words={**stays[0].words, "group": f"G{place}"}, estimate=0.0, lower=-7.0, upper=7.0)
        for place in range(30)
    ]
    shelf.once("stays", lambda: (*apart, *alike))
    made = staying_page(shelf)
    assert made is not None
    said = " ".join(sentence for section in made.sections for sentence in section.sentences)
    assert "days longer on average" not in said
    assert "no clear difference" in said


def test_everyone_without_ways_is_told_by_those_still_there() -> None:
    shelf = Shelf(release())
    whole = tuple(replace(one, shares={"staying": one.shares["staying"]}) for one in curves_of(shelf))
    other = Shelf(release())
    other.once("curves", lambda: whole)
    made = staying_page(other)
    assert made is not None
    assert (
        made.sections[0].figures[0].title
        == "After 12 weeks about 63 of every 100 people were still in treatment"
    )
    assert len(made.sections[1].tables) == 1


def test_the_page_stands_in_the_site_in_both_languages() -> None:
    site = render_site(release())
    assert "How long do people stay" in site["staying.html"]
    assert 'href="staying.html"' in site["index.html"]
    welsh = replace(release(), vocabulary=in_language(release().vocabulary, "cy"))
    made = staying_page(Shelf(welsh))
    assert made is not None
    assert made.title == "Pa mor hir y mae pobl yn aros, a sut maent yn gadael?"
    assert len(made.sections) == len(page().sections)


def test_the_files_hold_the_curves_and_what_is_read_off_them() -> None:
    curves, stays = rows("curves.csv"), rows("stays.csv")
    assert curves[0] | {"time": "0.0", "staying": "1.0"} == curves[0]
    assert {row["group"] for row in curves} == {"everyone", "MALE", "FEMALE"}
    assert all(row["finished"] == "" for row in curves if row["group"] == "FEMALE")
    women = next(row for row in stays if row["measure"] == "mean_days_difference")
    assert (women["group"], women["reference"], women["day"], women["estimate"]) == (
        "FEMALE",
        "MALE",
        "84",
        "-12",
    )
    assert {row["group_label"] for row in stays} == {"Everyone", "Men", "Women"}


@pytest.mark.parametrize("name", ["curves.csv", "stays.csv"])
def test_every_column_is_described_for_machines(name: str) -> None:
    about = json.loads(stays_metadata(Shelf(release()), name))
    columns = about["tableSchema"]["columns"]
    assert [one["name"] for one in columns] == stay_tables(Shelf(release()))[name][0]
    assert all(one["dc:description"] != one["name"] for one in columns)
    keys = [tuple(row[key] for key in about["tableSchema"]["primaryKey"]) for row in rows(name)]
    assert len(keys) == len(set(keys))
    assert "every step" in json.dumps(about) or "each step" in json.dumps(about)


def test_a_release_takes_checked_curves_alone() -> None:
    good = release()
    forged = object.__new__(CheckedResult)
    for name in ("kind", "values", "notes", "protection"):
        object.__setattr__(forged, name, getattr(good.curves[0], name))
    object.__setattr__(forged, "_seal", None)
    with pytest.raises(NotProtected):
        replace(forged)
    for other in (object(), replace_protection(good.curves[0])):
        with pytest.raises(NotProtected, match="checked for publication"):
            replace(good, curves=(other,))  # type: ignore[arg-type]


def replace_protection(one: CheckedResult) -> CheckedResult:
    return replace(one, protection=replace(one.protection, publishable=False))


def shown(*shares: float, off: float = 0.0) -> Shown:
    times = 28.0 * np.arange(len(shares))
    return Shown(times=times, share=np.array(shares), off=off, seen=np.ones(len(shares)))


def test_a_curve_is_read_at_a_point_with_the_limits_of_a_share() -> None:
    read = read_curve(shown(1, 0.8, 0.5), 28, 100)
    lower, upper = wilson(np.array([80.0]), np.array([100.0]), z_of(0.95))
    assert read == pytest.approx((0.8, lower[0], upper[0]))


def test_between_two_points_it_may_lie_anywhere_from_one_to_the_other() -> None:
    read = read_curve(shown(1, 0.8, 0.5), 42, 100)
    assert read is not None
    assert read[0] == pytest.approx(0.65)
    assert read[1] < 0.42 < 0.86 < read[2]
    wider = read_curve(shown(1, 0.8, 0.5, off=0.1), 42, 100)
    assert wider is not None
    assert wider[1] < read[1] < read[2] < wider[2]


def test_it_is_not_read_after_its_end_nor_of_nobody() -> None:
    assert read_curve(shown(1, 0.8), 29, 100) is None
    assert read_curve(shown(1, 0.8), -1, 100) is None
    assert read_curve(shown(1, 0.8), 28, 0) is None


LINES = tuple(
    CurveLine(label=f"Group {n}", points=((0.0, 100.0), (12.0, 60.0 + n), (30.0, 30.0)), strong=n == 1)
    for n in range(4)
)
SPEC = CurvesSpec(lines=LINES, axis_words="Of every 100", weeks_words="weeks", mark=12, mark_words="12 weeks")


@pytest.mark.parametrize("shape", list(Shape))
def test_every_line_is_named_and_told_apart_without_colour(shape: Shape) -> None:
    drawing = draw_curves(SPEC, shape)
    texts = [one.text for one in drawing.marks if one.tag == "text"]
    assert {one.label for one in LINES} <= set(texts)
    paths = [dict(one.attributes) for one in drawing.marks if one.tag == "polyline"]
    assert len({one.get("stroke-dasharray", "") for one in paths}) == 4
    assert [one["stroke-width"] for one in paths] == ["2", "3", "2", "2"]
    assert "12 weeks" in texts


def test_names_beside_the_ends_do_not_meet() -> None:
    drawing = draw_curves(SPEC, Shape.WIDE)
    places = [
        float(dict(one.attributes)["y"])
        for one in drawing.marks
        if one.tag == "text" and one.text.startswith("Group")
    ]
    assert (np.diff(sorted(places)) >= 16).all()
    assert max(places) < drawing.height


def test_ways_are_stacked_spaces_with_their_names() -> None:
    drawing = draw_curves(replace(SPEC, lines=LINES[:2], stacked=("done", "there", "gone")), Shape.NARROW)
    assert sum(one.tag == "polygon" for one in drawing.marks) == 2
    assert {"done", "there", "gone"} <= {one.text for one in drawing.marks}
    assert "12 weeks" not in {one.text for one in draw_curves(replace(SPEC, mark=0), Shape.WIDE).marks}
