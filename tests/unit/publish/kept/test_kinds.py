"""Charts that not every release has: over many months, of many areas, of how long people stay."""

from dataclasses import asdict

from evenhand.publish.kept import kept
from evenhand.publish.shelf import Shelf
from tests.unit.publish.kept.releases import release
from tests.unit.publish.stays import with_stays
from tests.unit.publish.test_area_measures import points, with_rows
from tests.unit.publish.test_limits_over_time import months

EVEN = [50, 52, 48, 51, 49, 50, 53, 47, 50, 48, 51, 49, 50, 52, 48, 50, 51, 49]


def test_months_are_kept_with_their_limits_and_the_ratio() -> None:
    one = release()
    shelf = Shelf(one)
    groups = ("everyone", "ASIAN_BANGLADESHI", "WHITE_BRITISH")
    rows = [asdict(row) for group in groups for row in months(shelf, group, EVEN)]
    figures = {figure.key.kind: figure for figure in kept(with_rows(one, rows)).figures}
    limits = figures["process"]
    assert (limits.key.area, limits.key.stage, limits.key.characteristic) == ("X1", "started", "")
    assert "every period lies within the limits" in limits.figure.title
    assert figures["ratio_trend"].key.characteristic == "ethnicity"


def test_a_funnel_is_kept_by_its_step_and_is_of_no_one_area() -> None:
    one = with_rows(release(), points(value=0.8))
    funnel = next(figure for figure in kept(one).figures if figure.key.kind == "funnel")
    assert (funnel.key.area, funnel.key.stage) == ("", "started")
    assert "1 area of 500" in funnel.figure.title


def test_curves_are_kept_for_everyone_and_by_characteristic() -> None:
    curves = [figure.key for figure in kept(with_stays()).figures if figure.key.kind == "staying"]
    assert {one.characteristic for one in curves} == {"", "sex"}
    assert {one.area for one in curves} == {"X1"}
