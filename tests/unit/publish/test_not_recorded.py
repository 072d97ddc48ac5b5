"""What people not recorded could change: bands that hold every assignment, and a curve that meets the known ends."""

from dataclasses import replace

import numpy as np
import pytest

from evenhand.publish import Release
from evenhand.publish.not_recorded import NotRecorded, bands, curve, not_recorded, ratio_bands
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


def test_a_band_holds_the_range_and_both_extremes(shelf: Shelf) -> None:
    rows = rows_of(shelf)
    people = NotRecorded(with_it=40, without=30, people=70, likely=(40, 30))
    found = bands(shelf.programme.stage("started"), rows, people)
    row = next(one for one in rows if one.group == "ASIAN_BANGLADESHI")
    low, high = found[row.group]
    assert row.numerator is not None
    assert row.denominator is not None
    assert low <= min(row.lower or 1, row.numerator / (row.denominator + 30))
    assert high >= max(row.upper or 0, (row.numerator + 40) / (row.denominator + 40))
    assert "not_stated" not in found


def test_a_ratio_band_holds_the_worst_and_the_best_case(shelf: Shelf) -> None:
    rows = rows_of(shelf)
    people = NotRecorded(with_it=40, without=30, people=70, likely=(40, 30))
    found = ratio_bands(rows, "WHITE_BRITISH", people)
    own, base = (next(r for r in rows if r.group == g) for g in ("ASIAN_BANGLADESHI", "WHITE_BRITISH"))
    x, n, x0, n0 = (
        float(one or 0) for one in (own.numerator, own.denominator, base.numerator, base.denominator)
    )
    assert found[own.group][0] <= (x / (n + 30)) / ((x0 + 40) / (n0 + 40))
    assert found[own.group][1] >= ((x + 40) / (n + 40)) / (x0 / (n0 + 30))
    assert ratio_bands(rows, "nobody", people) == {}


def test_hidden_counts_have_no_band(shelf: Shelf) -> None:
    rows = [replace(row, numerator=None) for row in rows_of(shelf)]
    people = NotRecorded(with_it=4, without=3, people=7, likely=(4, 3))
    assert bands(shelf.programme.stage("started"), rows, people) == {}
    assert curve(rows, "ASIAN_BANGLADESHI", "WHITE_BRITISH", people) is None


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


def test_rates_have_bands_where_searches_are_not_recorded(shelf: Shelf) -> None:
    stage = replace(shelf.programme.stage("started"), measure="rate", per=1000)
    people = NotRecorded(with_it=40, without=0, people=40, likely=(40, 0))
    rows = [replace(row, lower=None, upper=None, state="ok") for row in rows_of(shelf)]
    assert bands(stage, rows, people) == {}
    found = bands(stage, rows_of(shelf), people)
    assert all(low < high for low, high in found.values())


def test_the_areas_own_page_has_bands_and_the_first_page_has_none(release: Release, page: str) -> None:
    assert "Pale band" not in page
    shelf = Shelf(release)
    figures = step_figures_of(shelf, "X1", "area-1", shelf.programme.stage("started"))
    assert any("Pale band" in note for one in figures for note in one.notes)
    assert list(ONE) == ["X1"]
