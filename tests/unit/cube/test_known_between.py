"""Counts that their publisher rounded or hid: bounds in, bounds out, and the whole way through protection."""

import pyarrow as pa
import pytest

from evenhand.cube import build_count_table, count_aggregates, count_population
from evenhand.disclosure import load_policy, protect
from evenhand.foundations import EvenhandError, Period
from evenhand.records import RECORD_SCHEMAS
from evenhand.vocabulary import load_vocabulary
from tests.unit.cube.people import PROGRAMME, aggregate
from tests.unit.pathway.people import Row

VOCABULARY = load_vocabulary()
Bounds = tuple[int | None, int, int]


def rows(*given: Row) -> pa.Table:
    return pa.Table.from_pylist(list(given), schema=RECORD_SCHEMAS["count"])


def rounded(stage: str, count: int | None, lower: int, upper: int, **more: str) -> Row:
    return aggregate(stage, 0, **more) | {"count": count, "lower": lower, "upper": upper}


def known(*given: Row) -> dict[tuple[str, str, str], Bounds]:
    part = count_aggregates(counts=rows(*given), programme=PROGRAMME)
    return {
        (r["group"], r["stage"].split("/")[1], r["state"]): (r["count"], r["lower"], r["upper"])
        for r in part.to_pylist()
    }


def test_everyone_is_the_sum_of_bounds_and_a_hidden_part_stands_in_with_its_middle() -> None:
    found = known(
        rounded("tested", 100, 98, 102, group="MALE"),
        rounded("tested", None, 0, 4, group="FEMALE"),
    )
    assert found["FEMALE", "tested", "reached"] == (None, 0, 4)
    assert found["everyone", "tested", "reached"] == (102, 98, 106)


def test_the_denominator_is_as_wide_as_what_it_is_made_from() -> None:
    found = known(
        rounded("positive", 30, 28, 32),
        rounded("assessed", 15, 13, 17),
        rounded("assessed", None, 0, 4, state="not_known"),
    )
    assert found["everyone", "assessed", "at_risk"] == (28, 24, 32)


def test_a_hidden_count_makes_a_hidden_denominator() -> None:
    found = known(rounded("positive", None, 0, 4), rounded("assessed", None, 0, 4))
    assert found["everyone", "assessed", "at_risk"] == (None, 0, 4)


def test_rounded_counts_contradict_only_where_no_true_counts_fit() -> None:
    known(rounded("positive", 10, 8, 12), rounded("assessed", 14, 12, 16))
    with pytest.raises(EvenhandError, match="contradict"):
        known(rounded("positive", 10, 8, 12), rounded("assessed", 15, 13, 17))


def test_a_row_without_bounds_is_exact() -> None:
    assert known(aggregate("positive", 12))["everyone", "positive", "reached"] == (12, 12, 12)


def test_coarser_groups_add_bounds_and_statuses_say_where_a_count_was_rounded() -> None:
    white = {"characteristic": "ethnicity", "code_list": "ethnicity-18+1", "edition": "2011"}
    part = count_aggregates(
        counts=rows(
            rounded("tested", 50, 48, 52, group="WHITE_BRITISH", **white),
            rounded("tested", None, 0, 4, group="WHITE_IRISH", **white),
        ),
        programme=PROGRAMME,
    )
    table = build_count_table([part], programme=PROGRAMME, code_lists=VOCABULARY.code_lists)
    found = {
        row["group"]: (row["value"], row["lower"], row["upper"], row["status"]) for row in table.to_rows()
    }
    assert found["WHITE_IRISH"] == (None, 0, 4, "hidden_at_source")
    assert found["WHITE"] == (52, 48, 56, "rounded_at_source")
    shown = protect(table, policy=load_policy("open-5"), programme=PROGRAMME)
    found = {
        row["group"]: (row["value"], row["lower"], row["upper"], row["status"]) for row in shown.to_rows()
    }
    assert found["WHITE_BRITISH"] == (50, 48, 52, "rounded_at_source")
    assert found["WHITE_IRISH"] == (None, 0, 4, "below_threshold")
    assert found["WHITE"] == (50, 48, 57, "rounded_at_source")


def test_residents_that_are_rounded_keep_their_bounds() -> None:
    row = {"area": "A", "characteristic": "sex", "code_list": "sex", "edition": "2021", "source": "x"}
    population = pa.Table.from_pylist(
        [
            row | {"group": "MALE", "count": 1000, "lower": 995, "upper": 1005},
            row | {"group": "FEMALE", "count": 1200, "lower": None, "upper": None},
        ],
        schema=RECORD_SCHEMAS["population"],
    )
    part = count_population(
        population=population,
        programme=VOCABULARY.programme("stop-and-search"),
        areas=VOCABULARY.areas,
        counted={"A": "A"},
        period=Period.parse("2024"),
    )
    found = {r["group"]: (r["count"], r["lower"], r["upper"]) for r in part.to_pylist()}
    assert found == {"MALE": (1000, 995, 1005), "FEMALE": (1200, 1200, 1200), "everyone": (2200, 2195, 2205)}
