"""What people not recorded could change: bands that hold every assignment, and a curve that meets the known ends."""

from dataclasses import replace

import numpy as np
import pytest

from evenhand.publish import Release
from evenhand.publish.not_recorded import NotRecorded, bands, curve, not_recorded
from evenhand.publish.not_recorded_figure import not_recorded_figure
from evenhand.publish.shelf import Division, Estimate, Shelf
from evenhand.publish.step_figures import step_figures_of, step_rows
from tests.unit.publish.releases import ETHNICITY, ONE, stop_and_search

DIVISION = Division(*ETHNICITY)


@pytest.fixture(scope="module")
def shelf(release: Release) -> Shelf:
    return Shelf(release)


def rows_of(shelf: Shelf) -> list[Estimate]:
    stage = shelf.programme.stage("started")
    return [row for row in step_rows(shelf, "X1", stage) if row.division == DIVISION]


def test_people_not_recorded_are_counted_as_widely_as_protection_leaves_them(shelf: Shelf) -> None:
    found = not_recorded(shelf, "X1", shelf.programme.stage("started"), DIVISION)
    assert found is not None
    assert found.people >= sum(found.likely) > 0
    assert found.with_it >= found.likely[0]
    assert found.without >= found.likely[1]


def test_nobody_is_not_recorded_where_every_group_is_known(shelf: Shelf) -> None:
    sex = Division("sex", "sex", "2021")
    assert not_recorded(shelf, "X1", shelf.programme.stage("started"), sex) is None


def test_a_band_holds_the_range_and_is_the_published_worst_and_best_case(shelf: Shelf) -> None:
    stage = shelf.programme.stage("started")
    found = bands(shelf, "X1", stage, rows_of(shelf))
    row = next(one for one in rows_of(shelf) if one.group == "ASIAN_BANGLADESHI")
    told = next(one for one in shelf.find_named("X1", "proportion_bounds", stage) if one.group == row.group)
    assert row.lower is not None
    assert row.upper is not None
    assert found[row.group] == (min(row.lower, told.lower or 0), max(row.upper, told.upper or 0))
    assert found[row.group][0] < row.lower
    assert "not_stated" not in found


def test_hidden_counts_have_no_band(shelf: Shelf) -> None:
    rows = [replace(row, numerator=None) for row in rows_of(shelf)]
    people = NotRecorded(with_it=4, without=3, people=7, likely=(4, 3))
    assert bands(shelf, "X1", shelf.programme.stage("started"), rows) == {}
    assert curve(rows, "ASIAN_BANGLADESHI", "WHITE_BRITISH", people) is None


def test_how_many_are_not_recorded_is_said_to_the_next_ten() -> None:
    assert NotRecorded(with_it=40, without=31, people=71, likely=(40, 31)).at_most == 80
    assert NotRecorded(with_it=40, without=30, people=70, likely=(40, 30)).at_most == 70


def test_the_curve_begins_where_none_of_them_are_of_the_group(shelf: Shelf) -> None:
    rows = rows_of(shelf)
    people = NotRecorded(with_it=0.0, without=0.0, people=0.0, likely=(0.0, 0.0))
    found = curve(rows, "ASIAN_BANGLADESHI", "WHITE_BRITISH", people)
    assert found is not None
    own, base = (next(r for r in rows if r.group == g) for g in ("ASIAN_BANGLADESHI", "WHITE_BRITISH"))
    assert own.estimate is not None
    assert base.estimate is not None
    assert np.allclose(found.ratio, own.estimate / base.estimate, rtol=0.02)


def test_the_figure_names_the_group_of_interest_and_says_which_side_it_stays_on(shelf: Shelf) -> None:
    made = not_recorded_figure(shelf, "X1", "area-1", shelf.programme.stage("started"), DIVISION)
    assert made is not None
    assert "Bangladeshi people" in made.title
    assert made.table.rows[0][0] == "0"
    assert made.table.rows[-1][0] == "100"
    assert len(made.table.rows) == 11


def test_rates_have_no_curve() -> None:
    shelf = Shelf(stop_and_search())
    area = shelf.areas[0]
    for stage in shelf.programme.stages:
        for division in {row.division for row in step_rows(shelf, area, stage)}:
            if stage.measure == "rate":
                assert not_recorded_figure(shelf, area, "area-1", stage, division) is None


def test_the_areas_own_page_has_bands_and_the_first_page_has_none(release: Release, page: str) -> None:
    assert "Pale band" not in page
    shelf = Shelf(release)
    figures = step_figures_of(shelf, "X1", "area-1", shelf.programme.stage("started"))
    assert any("Pale band" in note for one in figures for note in one.notes)
    assert list(ONE) == ["X1"]
