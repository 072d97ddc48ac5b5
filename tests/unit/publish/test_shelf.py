"""Pages and findings are of one period."""

from dataclasses import replace

from evenhand.publish.shelf import Shelf
from tests.unit.publish.releases import PERIOD, partnership

BEFORE = "2022-04-01/2024-03-31"


def test_the_period_shown_is_the_latest_that_was_over_on_the_day_of_the_report() -> None:
    release = partnership(earlier=BEFORE)
    assert {Shelf(release).period(area) for area in ("X1", "X2")} == {PERIOD}
    within = replace(release, run=release.run | {"as_at": "2025-09-30"})
    shelf = Shelf(within)
    assert {shelf.period(area) for area in ("X1", "X2")} == {BEFORE}, (
        "half a period, in which the quick alone have arrived, is not what findings are of"
    )
    first = next(row for row in shelf.find("X1", "proportion"))
    assert first.period == BEFORE
    assert shelf.period("nowhere") == ""


def test_where_no_period_was_over_the_latest_is_shown() -> None:
    release = partnership()
    assert Shelf(replace(release, run=release.run | {"as_at": "2024-05-01"})).period("X1") == PERIOD
