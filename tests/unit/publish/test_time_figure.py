"""Lines over time: gaps are gaps, years put together are not drawn beside their years, and the ratio stands below."""

import re

from evenhand.publish import Release
from evenhand.publish.charts import Point, Series, SeriesSpec, Shape, draw_series
from evenhand.publish.periods import every_period
from evenhand.publish.site import render_site
from tests.unit.publish.releases import partnership

YEARS = ("2022-04-01/2023-03-31", "2023-04-01/2024-03-31", "2024-04-01/2025-03-31")


def over_time(release: Release) -> str:
    page = render_site(release)["over-time.html"]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_period_that_holds_nothing_stands_between_its_neighbours() -> None:
    assert every_period((YEARS[2], YEARS[0])) == YEARS
    quarters = every_period(("2024-01-01/2024-03-31", "2024-10-01/2024-12-31"))
    assert quarters[1:3] == ("2024-04-01/2024-06-30", "2024-07-01/2024-09-30")


def test_years_put_together_do_not_stand_beside_their_own_years() -> None:
    assert every_period((*YEARS, "2022-04-01/2025-03-31")) == YEARS


def test_periods_that_are_no_months_stand_as_they_are() -> None:
    odd = ("2024-01-02/2024-02-03", "2024-05-06/2024-07-08")
    assert every_period(odd) == odd


def test_no_line_crosses_a_period_without_a_point() -> None:
    points = tuple(Point(period=n, estimate=50.0, lower=40.0, upper=60.0) for n in (0, 2, 3))
    spec = SeriesSpec(
        lines=(Series(label="Everyone", points=points),), periods=("a", "b", "c", "d"), axis_words="of 100"
    )
    drawn = draw_series(spec, Shape.WIDE).marks
    level = [
        dict(one.attributes) for one in drawn if one.tag == "line" and ("stroke", "#3D3D3D") in one.attributes
    ]
    across = [one for one in level if one["y1"] == one["y2"] and one["x1"] != one["x2"]]
    assert len(across) == 2, "one line between the last two points, one in the legend"


def test_the_title_says_what_is_seen_and_whether_it_could_be_chance() -> None:
    said = over_time(partnership(areas={"X1": "Riverside"}, earlier="2022-04-01/2024-03-31"))
    assert re.search(
        r"Bangladeshi people from about \d+ to about \d+ and White British people from about", said
    )
    assert "the first and the last are not clearly different" in said
    assert "Bangladeshi people against White British people: how many times as often" in said
    assert "April 2022 to March 2026 · source:" in said
