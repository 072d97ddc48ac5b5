"""Residents: rolled up to the areas that are counted, once each, and nobody of other areas."""

from collections.abc import Mapping

import pytest

from evenhand.cube import count_population
from evenhand.foundations import Period
from tests.unit.cube.people import (
    CLEVELAND,
    DURHAM,
    IN_DURHAM,
    NORTH_EAST,
    PROGRAMME,
    SEARCHES,
    VOCABULARY,
    cells,
    counted,
    inputs,
    residents,
    search,
)
from tests.unit.pathway.people import Row, table

PERIOD = Period.parse("2024")
OLDER = "ethnicity-18+1:2011"


def live(rows: list[Row], counted: Mapping[str, str]) -> dict[tuple[str, str], int]:
    part = count_population(
        population=table("population", rows),
        programme=SEARCHES,
        areas=VOCABULARY.areas,
        counted=counted,
        period=PERIOD,
    )
    return {(row["area"], row["group"]): row["count"] for row in part.to_pylist()}


def test_local_authorities_are_put_into_their_police_force() -> None:
    rows = [residents(code, "WHITE_BRITISH", 100) for code in IN_DURHAM] + [
        residents(IN_DURHAM[0], "BLACK_AFRICAN", 7)
    ]
    assert live(rows, {DURHAM: DURHAM}) == {
        (DURHAM, "WHITE_BRITISH"): 200,
        (DURHAM, "BLACK_AFRICAN"): 7,
        (DURHAM, "everyone"): 207,
    }


def test_areas_that_are_not_counted_are_left_out() -> None:
    rows = [residents(IN_DURHAM[0], "WHITE_BRITISH", 100), residents(CLEVELAND, "WHITE_BRITISH", 900)]
    assert live(rows, {DURHAM: DURHAM}) == {(DURHAM, "WHITE_BRITISH"): 100, (DURHAM, "everyone"): 100}
    assert live(rows, {}) == {}


@pytest.mark.parametrize("home", [NORTH_EAST, "all"])
def test_areas_that_are_not_counted_are_left_out_of_a_larger_area_too(home: str) -> None:
    rows = [residents(IN_DURHAM[0], "WHITE_BRITISH", 100), residents(CLEVELAND, "WHITE_BRITISH", 900)]
    assert live(rows, {DURHAM: home})[home, "everyone"] == 100
    assert live(rows, {DURHAM: home, CLEVELAND: home})[home, "everyone"] == 1000


def test_an_area_and_those_within_it_are_counted_once() -> None:
    rows = [residents(code, "WHITE_BRITISH", 100) for code in (*IN_DURHAM, DURHAM)]
    rows[-1] = residents(DURHAM, "WHITE_BRITISH", 210)
    assert live(rows, {DURHAM: DURHAM})[DURHAM, "everyone"] == 210
    assert live([*rows, residents(NORTH_EAST, "WHITE_BRITISH", 999)], {DURHAM: NORTH_EAST}) == {
        (NORTH_EAST, "WHITE_BRITISH"): 210,
        (NORTH_EAST, "everyone"): 210,
    }


def test_a_file_that_knows_the_larger_area_only_is_used_for_it() -> None:
    rows = [residents(NORTH_EAST, "WHITE_BRITISH", 999)]
    assert live(rows, {DURHAM: NORTH_EAST})[NORTH_EAST, "everyone"] == 999
    assert live(rows, {DURHAM: DURHAM}) == {}


def test_two_censuses_of_one_area_are_not_added_together() -> None:
    rows = [
        residents(DURHAM, "WHITE_BRITISH", 590, listed=OLDER),
        residents(DURHAM, "WHITE_BRITISH", 600),
    ]
    assert live(rows, {DURHAM: DURHAM})[DURHAM, "everyone"] == 600


def test_everyone_that_is_given_is_kept() -> None:
    rows = [
        residents(DURHAM, "WHITE_BRITISH", 600),
        {
            **residents(DURHAM, "everyone", 700),
            "characteristic": "everyone",
            "code_list": "",
            "edition": "",
        },
    ]
    assert live(rows, {DURHAM: DURHAM})[DURHAM, "everyone"] == 700


def test_a_programme_without_residents_takes_none() -> None:
    part = count_population(
        population=table("population", [residents(DURHAM, "WHITE_BRITISH", 600)]),
        programme=PROGRAMME,
        areas=VOCABULARY.areas,
        counted={DURHAM: DURHAM},
        period=PERIOD,
    )
    assert part.num_rows == 0


def test_searches_and_residents_meet_in_one_table() -> None:
    given = inputs(
        search=[search(), search(ethnicity="BLACK_AFRICAN", object="article_of_use")],
        population=[
            residents(IN_DURHAM[0], "WHITE_BRITISH", 100),
            residents(IN_DURHAM[1], "BLACK_CARIBBEAN", 9),
            residents(CLEVELAND, "WHITE_BRITISH", 500),
        ],
    )
    found = cells(counted(given, programme=SEARCHES).counts)
    assert found[DURHAM, "everyone", "residents", "reached"] == 109
    assert found[DURHAM, "everyone", "searched", "reached"] == 2
    assert found[DURHAM, "everyone", "searched_for_drugs", "reached"] == 1
    assert found[DURHAM, "BLACK", "residents", "reached"] == 9
    assert found[DURHAM, "BLACK", "searched", "reached"] == 1
    assert {area for area, *_ in found} == {DURHAM}


def test_a_group_of_residents_of_whom_nobody_was_searched_has_explicit_zeros() -> None:
    given = inputs(
        search=[search()],
        population=[residents(DURHAM, "WHITE_BRITISH", 100), residents(DURHAM, "ASIAN_CHINESE", 9)],
    )
    found = cells(counted(given, programme=SEARCHES).counts)
    assert found[DURHAM, "ASIAN_CHINESE", "searched", "reached"] == 0
    assert found[DURHAM, "ASIAN_CHINESE", "searched_for_drugs", "reached"] == 0


def test_all_areas_together_are_divided_by_the_residents_of_those_that_are_counted() -> None:
    given = inputs(
        search=[search()],
        population=[residents(DURHAM, "WHITE_BRITISH", 100), residents(CLEVELAND, "WHITE_BRITISH", 900)],
    )
    found = cells(counted(given, programme=SEARCHES, area_level="all").counts)
    assert found["all", "everyone", "residents", "reached"] == 100


def test_two_censuses_give_one_broad_group() -> None:
    given = inputs(
        search=[search()],
        population=[
            residents(DURHAM, "WHITE_BRITISH", 590, listed=OLDER),
            residents(DURHAM, "WHITE_BRITISH", 600),
        ],
    )
    assert cells(counted(given, programme=SEARCHES).counts)[DURHAM, "WHITE", "residents", "reached"] == 600
