"""One group at one step: proportion, rate, share; states and what is shown."""

import pytest

from tests.unit.measures.counted import groups, measured, one_row, programme, steps_of, table, visits

PLAN = programme()


def test_a_proportion_with_its_interval_and_counts() -> None:
    row = one_row(measured(groups(PLAN, {"A": (20, 5)}), PLAN), "proportion", "A")
    assert (row["numerator"], row["denominator"], row["estimate"]) == (5, 20, 0.25)
    assert (row["lower"], row["upper"]) == pytest.approx((0.1119, 0.4687), abs=5e-5)
    assert (row["state"], row["units"], row["denominator_name"]) == ("ok", "share", "people asked")
    assert row["cell_id"].endswith(";letter@letters:1=A;stage=steps/helped;state=reached;of=people")


def test_none_and_all_of_a_group() -> None:
    made = measured(groups(PLAN, {"A": (50, 0), "B": (50, 50)}), PLAN)
    none, everybody = (one_row(made, "proportion", group) for group in "AB")
    assert (none["estimate"], none["lower"]) == (0, 0)
    assert (everybody["estimate"], everybody["upper"]) == (1, 1)


def test_of_nobody_there_is_no_proportion() -> None:
    row = one_row(measured(groups(PLAN, {"A": (0, 0)}), PLAN), "proportion", "A")
    assert (row["estimate"], row["lower"], row["upper"], row["state"]) == (None, None, None, "no_one")


def test_few_people_have_a_proportion_without_an_interval() -> None:
    row = one_row(measured(groups(PLAN, {"A": (9, 3)}), PLAN), "proportion", "A")
    assert (row["estimate"], row["lower"], row["state"]) == (pytest.approx(1 / 3), None, "too_few")


def test_not_known_is_measured_as_what_it_is() -> None:
    row = one_row(
        measured(groups(PLAN, {"A": (50, 20), "not_stated": (40, 20)}), PLAN), "proportion", "not_stated"
    )
    assert (row["estimate"], row["state"]) == (0.5, "ok")


def test_the_denominator_is_who_could_have_and_not_who_was_before() -> None:
    cells = steps_of(PLAN, "A", 100, 40, at_risk=(80,))
    assert one_row(measured(table(cells), PLAN), "proportion", "A")["estimate"] == 0.5


def test_a_step_without_its_denominator_is_no_row() -> None:
    cells = [cell for cell in steps_of(PLAN, "A", 100, 40) if cell[0]["state"] != "at_risk"]
    assert {row["stage"] for row in measured(table(cells), PLAN).to_rows()} == {"steps/asked"}


def test_withheld_counts_show_nothing() -> None:
    row = one_row(measured(groups(PLAN, {"A": (10, 10)}, policy="open-5"), PLAN), "proportion", "A")
    assert row["state"] == "withheld"
    assert {row[name] for name in ("numerator", "denominator", "estimate", "lower", "upper")} == {None}


def test_a_hidden_count_shows_its_interval_and_not_itself() -> None:
    row = one_row(measured(groups(PLAN, {"A": (200, 3)}, policy="open-5"), PLAN), "proportion", "A")
    assert (row["state"], row["numerator"], row["denominator"]) == ("below_threshold", None, 200)
    assert row["lower"] == 0
    assert row["upper"] > 4 / 198


def test_a_rate_with_its_interval() -> None:
    plan = visits()
    row = one_row(measured(groups(plan, {"A": (20_000, 40)}), plan), "rate", "A")
    assert (row["estimate"], row["units"]) == (2.0, "per_1000")
    assert (row["lower"], row["upper"]) == pytest.approx((1.4287, 2.7235), abs=5e-4)
    assert row["denominator_name"] == "people who live in the area (not a measure of need)"


def test_a_rate_of_no_events_and_of_no_residents() -> None:
    plan = visits()
    made = measured(groups(plan, {"A": (20_000, 0), "B": (0, 0), "C": (0, 3)}), plan)
    row = one_row(made, "rate", "A")
    assert (row["estimate"], row["lower"]) == (0, 0)
    assert row["upper"] == pytest.approx(1000 * 3.6889 / 20_000, abs=1e-4)
    for group in "BC":
        row = one_row(made, "rate", group)
        assert (row["estimate"], row["lower"], row["upper"], row["state"]) == (None, None, None, "no_one")


def test_more_events_than_residents_are_a_rate_all_the_same() -> None:
    plan = visits()
    row = one_row(measured(groups(plan, {"A": (20, 50)}), plan), "rate", "A")
    assert row["estimate"] == 2500
    assert row["lower"] < 2500 < row["upper"]


def test_an_area_without_residents_has_no_rate() -> None:
    plan = visits()
    cells = steps_of(plan, "A", 900, 9) + steps_of(plan, "A", 900, 9, area="X2")
    cells = [cell for cell in cells if (cell[0]["area"], cell[0]["unit"]) != ("X2", "residents")]
    assert {row["area"] for row in measured(table(cells), plan).to_rows()} == {"X1"}


def test_shares_are_of_those_whose_group_is_known_and_add_to_one() -> None:
    made = measured(groups(PLAN, {"A": (100, 30), "B": (100, 70), "not_stated": (100, 50)}), PLAN)
    rows = {row["group"]: row for row in made.where(measure="share").to_rows()}
    assert {group: row["estimate"] for group, row in rows.items()} == {"A": 0.3, "B": 0.7}
    assert {row["denominator"] for row in rows.values()} == {100}
    assert {row["denominator_name"] for row in rows.values()} == {"people helped"}


def test_the_only_group_is_all() -> None:
    row = one_row(measured(groups(PLAN, {"A": (100, 30)}), PLAN), "share", "A", stage="steps/helped")
    assert (row["estimate"], row["upper"]) == (1, 1)


def test_where_nobody_got_there_there_are_no_shares() -> None:
    row = one_row(
        measured(groups(PLAN, {"A": (100, 0), "B": (50, 0)}), PLAN), "share", "A", stage="steps/helped"
    )
    assert (row["estimate"], row["lower"], row["state"]) == (None, None, "no_one")


def test_a_share_of_rounded_counts_holds_the_exact_one() -> None:
    for own in range(0, 40, 6):
        counts = {"A": (100, own), "B": (100, 61), "C": (100, 7)}
        exact = one_row(measured(groups(PLAN, counts), PLAN), "share", "A", stage="steps/helped")
        shown = one_row(
            measured(groups(PLAN, counts, policy="open-5"), PLAN), "share", "A", stage="steps/helped"
        )
        assert shown["lower"] <= exact["lower"] <= exact["upper"] <= shown["upper"]
