"""Numerators beside their denominators, the table of measures, corners, states, rules: the small parts."""

import numpy as np
import pyarrow as pa
import pytest

from evenhand.measures import MeasureTable, load_rules
from evenhand.measures.family import in_family
from evenhand.measures.measure import service_chain
from evenhand.measures.pairs import Known, reference_group
from evenhand.measures.states import comparison_states, single_states
from evenhand.measures.subset import compared_rows, pairs_of, rows_without_reference
from evenhand.measures.types import MEASURE_SCHEMA, measure_rows
from evenhand.measures.widen import high_corner, low_corner
from evenhand.vocabulary import load_vocabulary
from tests.unit.measures.counted import groups, measured, pairs, programme, steps_of, table, visits, words

PLAN = programme()


def known(value: float, lower: float, upper: float, status: str = "rounded") -> Known:
    numbers = [np.array([number], dtype=float) for number in (value, lower, upper)]
    return Known(value=numbers[0], lower=numbers[1], upper=numbers[2], status=np.array([status]))


def test_the_point_is_the_value_or_the_middle() -> None:
    assert known(10, 8, 12).point == 10
    assert known(np.nan, 0, 4, "below_threshold").point == 2


def test_numerators_find_their_own_denominators_whatever_the_order() -> None:
    cells = steps_of(PLAN, "B", 80, 40) + steps_of(PLAN, "A", 400, 300) + steps_of(PLAN, "A", 9, 3, area="X2")
    one = pairs(table(reversed(cells)), PLAN)
    found = {
        (area, group): (x, n)
        for area, group, x, n in zip(
            one.columns["area"], one.columns["group"], one.x.value, one.n.value, strict=True
        )
    }
    assert found == {("X1", "A"): (300, 400), ("X1", "B"): (40, 80), ("X2", "A"): (3, 9)}


def test_one_group_in_two_lists_is_two_groups() -> None:
    cells = steps_of(PLAN, "A", 80, 40) + steps_of(PLAN, "A", 70, 10, characteristic="stranger")
    rows = measured(table(cells), PLAN).where(measure="proportion").to_rows()
    assert {(row["code_list"], row["denominator"]) for row in rows} == {("letters", 80), ("unheard-of", 70)}


def test_whom_to_compare_with_is_the_programmes_choice_then_the_lists() -> None:
    from dataclasses import replace

    vocabulary = words()
    chosen = replace(PLAN, references={"letter": "C"})
    assert reference_group("letter", "letters", "1", chosen, vocabulary) == "C"
    assert reference_group("letter", "letters", "1", PLAN, vocabulary) == "A"
    assert reference_group("letter", "other", "1", PLAN, vocabulary) is None


def test_rows_are_taken_with_their_references() -> None:
    one = pairs(groups(PLAN, {"A": (100, 60), "B": (50, 20), "not_stated": (9, 2)}), PLAN)
    assert list(one.columns["group"][compared_rows(one)]) == ["B"]
    assert len(rows_without_reference(one)) == 0
    alone = pairs_of(one, compared_rows(one), keep_references=True)
    assert list(alone.columns["reference"]) == ["A"]
    assert list(alone.reference) == [-1]
    lost = pairs(groups(PLAN, {"B": (50, 20), "C": (9, 9), "not_asked": (9, 9)}), PLAN)
    assert list(lost.columns["group"][rows_without_reference(lost)]) == ["B", "C"]


@pytest.mark.parametrize(
    ("x", "n", "state"),
    [
        (known(5, 5, 5, "exact"), known(20, 20, 20, "exact"), "ok"),
        (known(0, 0, 0, "exact"), known(0, 0, 0, "exact"), "no_one"),
        (known(3, 3, 3, "exact"), known(9, 9, 9, "exact"), "too_few"),
        (known(np.nan, 0, 4, "below_threshold"), known(20, 18, 22), "below_threshold"),
        (known(np.nan, 0, 22, "withheld"), known(20, 18, 22), "withheld"),
        (known(np.nan, 0, 4, "below_threshold"), known(np.nan, 0, 4, "below_threshold"), "withheld"),
    ],
)
def test_states_of_one_group(x: Known, n: Known, state: str) -> None:
    assert list(single_states(x, n, least=10)) == [state]


def test_a_comparison_has_the_worse_state_of_the_two() -> None:
    one = pairs(groups(PLAN, {"A": (100, 60), "B": (50, 20), "C": (9, 3), "D": (0, 0)}), PLAN)
    states = dict(zip(one.columns["group"], comparison_states(one, least=10, least_events=1), strict=True))
    assert (states["B"], states["C"], states["D"]) == ("ok", "too_few", "no_one")


def test_corners_never_have_more_events_than_people() -> None:
    x, n = known(10, 8, 12), known(10, 8, 12)
    assert [float(one[0]) for one in low_corner(x, n)] == [8, 12]
    assert [float(one[0]) for one in high_corner(x, n, within=True)] == [8, 8]
    assert [float(one[0]) for one in high_corner(x, n, within=False)] == [12, 8]


def test_what_counts_as_a_comparison_made() -> None:
    counts = groups(PLAN, {"A": (100, 60), "B": (50, 20), "C": (9, 3), "not_known": (80, 20)})
    one = pairs(counts, PLAN)
    rules = load_rules()
    assert list(one.columns["group"][in_family(one, PLAN, rules)]) == ["B"]
    assert not in_family(one, programme(compare=("sex",)), rules).any()


def test_the_chain_of_services() -> None:
    known_words = load_vocabulary()
    arrest = known_words.programme("arrest-to-treatment")
    assert [stage.id for stage in service_chain(arrest)] == ["assessed", "started", "retained", "finished"]
    assert service_chain(known_words.programme("stop-and-search")) == ()
    assert service_chain(PLAN) == ()
    assert service_chain(visits()) == ()


def test_the_rules_are_what_the_reference_says() -> None:
    rules = load_rules()
    assert (rules.level, rules.test_level, rules.power) == (0.95, 0.05, 0.8)
    assert (rules.exact_below, rules.most_headlines) == (10, 3)
    assert rules.z == pytest.approx(1.95996, abs=1e-5)


def test_a_table_of_measures_is_searched_shown_and_checked() -> None:
    made = measured(groups(PLAN, {"A": (100, 60), "<B>": (50, 20)}), PLAN)
    assert {row["group"] for row in made.where(measure="proportion").to_rows()} == {"A", "<B>"}
    assert len(made.where(measure="nothing")) == 0
    shown = made._repr_html_()
    assert "<B>" not in shown
    assert "from exact counts, not for publication" in shown
    with pytest.raises(ValueError, match="A MeasureTable has the columns"):
        MeasureTable(rows=pa.table({"group": ["A"]}), protection=None)


def test_rows_are_made_of_columns_and_single_values() -> None:
    rows = measure_rows(
        {"group": "A", "estimate": [0.5, float("nan")], "numerator": [1, None]}, 2
    ).to_pylist()
    assert [row["group"] for row in rows] == ["A", "A"]
    assert [row["estimate"] for row in rows] == [0.5, None]
    assert [row["numerator"] for row in rows] == [1, None]
    assert rows[0]["lower"] is None
    assert measure_rows({}, 0).schema == MEASURE_SCHEMA


def test_only_states_that_hold_carry_an_interval_and_no_figure_is_not_a_number() -> None:
    many = {"A": (100, 60), "B": (50, 20), "C": (9, 3), "D": (0, 0), "E": (40, 0), "not_stated": (30, 1)}
    for plan in (PLAN, programme(steps=("seen", "helped")), visits()):
        for policy in (None, "open-5"):
            for row in measured(
                groups(plan, {g: (*c, c[1]) for g, c in many.items()}, policy=policy), plan
            ).to_rows():
                if row["state"] not in ("ok", "below_threshold"):
                    assert row["lower"] is row["upper"] is None
                else:
                    assert row["lower"] <= row["estimate"] <= row["upper"]
                figures = [row[name] for name in ("estimate", "lower", "upper") if row[name] is not None]
                assert np.isfinite(figures).all()
                if row["state"] in ("withheld", "no_one", "no_reference"):
                    assert row["estimate"] is None
