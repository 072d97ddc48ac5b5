"""Aggregate tables: what follows from the rows that are given, and what does not."""

import pytest

from evenhand.cube import count_aggregates
from evenhand.foundations import EvenhandError
from tests.unit.cube.people import PROGRAMME, aggregate
from tests.unit.pathway.people import Row, table


def given(*rows: Row) -> dict[tuple[str, str, str], int]:
    part = count_aggregates(counts=table("count", rows), programme=PROGRAMME)
    return {(r["group"], r["stage"].split("/")[1], r["state"]): r["count"] for r in part.to_pylist()}


def test_the_denominator_is_those_who_came_less_those_who_are_not_at_risk() -> None:
    found = given(
        aggregate("positive", 30),
        aggregate("assessed", 12),
        aggregate("assessed", 5, state="stopped"),
        aggregate("assessed", 4, state="not_known"),
        aggregate("assessed", 3, state="still_waiting"),
        aggregate("assessed", 2, state="too_soon"),
    )
    assert found["everyone", "assessed", "at_risk"] == 30 - 4 - 3 - 2


def test_a_denominator_that_is_given_is_kept() -> None:
    found = given(
        aggregate("positive", 30), aggregate("assessed", 12), aggregate("assessed", 25, state="at_risk")
    )
    assert found["everyone", "assessed", "at_risk"] == 25


def test_without_the_stage_before_there_is_no_denominator() -> None:
    assert set(given(aggregate("assessed", 12))) == {("everyone", "assessed", "reached")}


def test_a_stage_that_is_not_told_has_no_denominator() -> None:
    assert set(given(aggregate("positive", 12))) == {("everyone", "positive", "reached")}


def test_everyone_is_the_sum_where_everyone_is_not_given() -> None:
    found = given(
        aggregate("tested", 12, group="MALE"),
        aggregate("tested", 5, group="FEMALE"),
        aggregate("tested", 2, group="not_known"),
    )
    assert found["everyone", "tested", "reached"] == 19


def test_everyone_is_the_sum_over_one_characteristic_only() -> None:
    age = {"characteristic": "age_band", "code_list": "age-band-adult", "edition": "2026"}
    found = given(
        aggregate("tested", 12, group="MALE"),
        aggregate("tested", 5, group="FEMALE"),
        aggregate("tested", 16, group="18_24", **age),
    )
    assert found["everyone", "tested", "reached"] == 17


def test_everyone_is_the_sum_over_one_code_list_only() -> None:
    older = {"characteristic": "ethnicity", "code_list": "ethnicity-18+1", "edition": "2011"}
    newer = {"characteristic": "ethnicity", "code_list": "ethnicity-19+1", "edition": "2021"}
    found = given(
        aggregate("tested", 17, group="WHITE_BRITISH", **older),
        aggregate("tested", 16, group="WHITE_BRITISH", **newer),
    )
    assert found["everyone", "tested", "reached"] == 17


def test_everyone_that_is_given_is_kept_even_where_the_groups_are_fewer() -> None:
    found = given(aggregate("tested", 20), aggregate("tested", 12, group="MALE"))
    assert found["everyone", "tested", "reached"] == 20


def test_each_area_and_period_has_its_own_everyone() -> None:
    part = count_aggregates(
        counts=table(
            "count",
            [
                aggregate("tested", 20),
                aggregate("tested", 12, group="MALE", area="B"),
                aggregate("tested", 7, group="MALE", period="2025-01-01/2025-12-31"),
            ],
        ),
        programme=PROGRAMME,
    )
    found = {(r["area"], r["period"][:4]): r["count"] for r in part.to_pylist() if r["group"] == "everyone"}
    assert found == {("A", "2024"): 20, ("B", "2024"): 12, ("A", "2025"): 7}


def test_rows_of_another_programme_are_left_out() -> None:
    assert given({**aggregate("tested", 3), "stage": "stop-and-search/searched"}) == {}
    assert given() == {}


@pytest.mark.parametrize(
    "rows",
    [
        (aggregate("positive", 10), aggregate("assessed", 11)),
        (aggregate("assessed", 5, state="at_risk"), aggregate("assessed", 6)),
        (aggregate("positive", 10), aggregate("assessed", 20, state="at_risk"), aggregate("assessed", 2)),
        (aggregate("positive", 10), aggregate("assessed", 6), aggregate("assessed", 6, state="stopped")),
        (
            aggregate("positive", 10),
            aggregate("assessed", 1),
            aggregate("assessed", 11, state="still_waiting"),
        ),
    ],
)
def test_counts_that_contradict_each_other_are_an_error_that_names_the_step(rows: tuple[Row, ...]) -> None:
    with pytest.raises(EvenhandError, match="step 'Assessed'") as raised:
        given(*rows)
    assert "everyone in A" in str(raised.value)
