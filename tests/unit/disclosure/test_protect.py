"""Protection of single cells, of groups who share an outcome, and of nothing else."""

import dataclasses

import pytest

from evenhand.disclosure import load_policy, protect, show_count
from evenhand.foundations import EvenhandError
from tests.unit.disclosure.tables import PROGRAMME, one_step, protected, shown

OPEN, INTERNAL = load_policy("open-5"), load_policy("internal-exact")


@pytest.mark.parametrize(
    ("count", "cell"),
    [
        (0, (None, 0, 4, "below_threshold")),
        (4, (None, 0, 4, "below_threshold")),
        (5, (5, 5, 7, "rounded")),
        (7, (5, 5, 7, "rounded")),
        (8, (10, 8, 12, "rounded")),
        (12, (10, 8, 12, "rounded")),
        (13, (15, 13, 17, "rounded")),
        (1002, (1000, 998, 1002, "rounded")),
        (10**12, (10**12, 10**12 - 2, 10**12 + 2, "rounded")),
    ],
)
def test_a_count_of_people(count: int, cell: tuple[int | None, int, int, str]) -> None:
    assert shown(protected({("", "tested", "reached"): count})) == {("", "tested", "reached"): cell}


@pytest.mark.parametrize("count", [0, 1, 4, 5, 123_456])
def test_residents_are_public_already(count: int) -> None:
    assert shown(protected({("", "residents", "reached"): count})) == {
        ("", "residents", "reached"): (count, count, count, "exact")
    }


@pytest.mark.parametrize("count", [0, 1, 4, 7])
def test_entitled_staff_see_the_count(count: int) -> None:
    cells = shown(protected({("", "tested", "reached"): count}, "internal-exact"))
    assert cells == {("", "tested", "reached"): (count, count, count, "exact")}


def test_nothing_is_protected_twice() -> None:
    table = protected({("", "tested", "reached"): 12})
    with pytest.raises(EvenhandError, match="protected already"):
        protect(table, policy=OPEN, programme=PROGRAMME)


def test_an_empty_table_stays_empty() -> None:
    table = protected({})
    assert len(table) == 0
    assert table.is_protected


def test_the_policy_travels_with_the_table() -> None:
    protection = protected({("", "tested", "reached"): 12}).protection
    assert protection is not None
    assert (protection.policy, protection.version, protection.publishable) == ("open-5", "2026-11", True)


@pytest.mark.parametrize("size", [5, 7, 8, 12, 13, 17, 18, 19])
@pytest.mark.parametrize("state", ["reached", "no_need", "already_in_treatment"])
def test_a_state_that_all_of_a_small_group_share_is_withheld(size: int, state: str) -> None:
    states = {"reached": 0, "no_need": 0, "already_in_treatment": 0} | {state: size}
    cells = shown(protected(one_step(size, states)))
    for (_, stage, _), (value, _, _, status) in cells.items():
        assert (status == "withheld") == (stage == "in_need")
        assert (value is None) == (stage == "in_need")


@pytest.mark.parametrize("state", ["still_waiting", "too_soon", "prison"])
def test_it_is_withheld_too_if_none_of_the_group_is_at_risk_yet(state: str) -> None:
    cells = one_step(0, {"reached": 0, state: 12}, stage="assessed")
    assert shown(protected(cells))["MALE", "assessed", state][3] == "withheld"


def test_a_large_group_may_be_waiting_as_a_whole() -> None:
    cells = shown(
        protected(one_step(0, {"reached": 0, "too_soon": 150, "still_waiting": 50}, stage="assessed"))
    )
    assert cells["MALE", "assessed", "too_soon"] == (150, 148, 152, "rounded")


def test_a_large_group_may_share_an_outcome() -> None:
    cells = shown(protected(one_step(40, {"reached": 40, "no_need": 0})))
    assert cells["MALE", "in_need", "reached"] == (40, 38, 42, "rounded")


def test_a_small_group_that_is_divided_is_shown() -> None:
    cells = shown(protected(one_step(17, {"reached": 10, "no_need": 7})))
    assert cells["MALE", "in_need", "reached"][0] == 10
    assert cells["MALE", "in_need", "no_need"][0] == 5


def test_what_follows_a_withheld_stage_is_withheld_as_well() -> None:
    cells = one_step(12, {"reached": 12, "no_need": 0}) | one_step(
        12, {"reached": 6, "stopped": 6}, stage="started"
    )
    table = shown(protected(cells))
    assert {table["MALE", "started", state][3] for state in ("at_risk", "reached", "stopped")} == {"withheld"}


def test_what_follows_is_withheld_across_a_stage_that_the_table_lacks() -> None:
    cells = {
        ("MALE", "in_need", "at_risk"): 12,
        ("MALE", "in_need", "reached"): 12,
        ("MALE", "finished", "at_risk"): 7,
        ("MALE", "finished", "reached"): 3,
    }
    assert {one[3] for one in shown(protected(cells)).values()} == {"withheld"}


def test_another_group_is_not_touched() -> None:
    cells = one_step(12, {"reached": 12}) | one_step(50, {"reached": 30, "no_need": 20}, group="FEMALE")
    table = shown(protected(cells))
    assert table["FEMALE", "in_need", "reached"][3] == "rounded"
    assert table["MALE", "in_need", "reached"][3] == "withheld"


def test_a_withheld_count_lies_within_what_is_said_of_it() -> None:
    cells = one_step(12, {"reached": 12, "no_need": 0, "already_in_treatment": 0})
    table = shown(protected(cells))
    for key, count in cells.items():
        assert table[key][1] <= count <= table[key][2]


def test_what_is_said_of_withheld_cells_tells_none_from_another() -> None:
    """Also in a table that begins with the stage itself, so that nothing shown bounds it."""
    cells = {
        ("MALE", "started", "at_risk"): 12,
        ("MALE", "started", "reached"): 12,
        ("MALE", "started", "stopped"): 0,
        ("FEMALE", "started", "at_risk"): 60,
        ("FEMALE", "started", "reached"): 30,
    }
    said = {
        (lower, upper)
        for (group, _, _), (_, lower, upper, _) in shown(protected(cells)).items()
        if group == "MALE"
    }
    assert said == {(0, 62)}


def test_protection_sees_the_shown_figures_only() -> None:
    """Two tables that round alike are protected alike, whether or not all share the outcome in truth."""
    alike = one_step(12, {"reached": 12, "no_need": 0}), one_step(11, {"reached": 8, "no_need": 3})
    first, second = (shown(protected(cells)) for cells in alike)
    assert {key: one for key, one in first.items() if key[1] == "in_need"} == {
        key: one for key, one in second.items() if key[1] == "in_need"
    }


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (7, "5"), (8, "10"), (1234, "1,235")],
)
def test_a_count_outside_the_table_is_said_by_the_same_rule(count: int, words: str) -> None:
    assert show_count(count, OPEN) == words


def test_entitled_staff_are_told_a_count_outside_the_table() -> None:
    assert show_count(3, INTERNAL) == "3"
    assert show_count(0, INTERNAL) == "0"


def test_another_base_and_threshold() -> None:
    policy = dataclasses.replace(OPEN, threshold=10, base=11)
    assert [show_count(count, policy) for count in (9, 10, 16, 17)] == ["fewer than 10", "11", "11", "22"]
