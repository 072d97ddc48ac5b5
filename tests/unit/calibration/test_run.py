"""Simulating: the same whatever the number of processes and whatever is left out; and what makes figures old."""

from dataclasses import replace

import pytest

from evenhand.calibration import Row, calibrate, families, load_plan, out_of_date
from evenhand.calibration.run import draws_of
from evenhand.foundations import EvenhandError

SIZES = ("region", "partnership")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return calibrate(seed=3, draws=40, only=("single", "common_rules"), sizes=SIZES)


@pytest.mark.slow
def test_two_processes_give_what_one_gives(rows: list[Row]) -> None:
    told: list[tuple[str, int, int]] = []
    again = calibrate(
        seed=3,
        draws=40,
        jobs=2,
        only=("common_rules", "single"),
        sizes=SIZES,
        told=lambda name, done, every: told.append((name, done, every)),
    )
    assert again == rows
    assert [done for _, done, _ in told] == list(range(1, len(told) + 1))
    assert {every for _, _, every in told} == {len(told)}


def test_what_is_left_out_changes_nothing_in_the_rest(rows: list[Row]) -> None:
    some = calibrate(seed=3, draws=40, only=("single",), sizes=("partnership",))
    assert some == [one for one in rows if one.family == "single" and one.size == "partnership"]
    assert calibrate(seed=4, draws=40, only=("single",), sizes=("partnership",)) != some


def test_rows_are_in_the_order_of_the_families(rows: list[Row]) -> None:
    order = [name for name in families() if name in {"single", "common_rules"}]
    assert list(dict.fromkeys(one.family for one in rows)) == order


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"only": ("gini",)}, "no family named gini"),
        ({"sizes": ("hamlet",)}, "no size named hamlet"),
        ({"jobs": 0}, "at least one process"),
        ({"seed": -1}, "a seed of 0 or more"),
    ],
)
def test_what_does_not_exist_is_told(wrong: dict, said: str) -> None:
    with pytest.raises(EvenhandError, match=said):
        calibrate(draws=5, **wrong)


def test_quick_draws_are_few_and_families_take_their_part() -> None:
    plan, report = load_plan(), families()["report"]
    assert calibrate(quick=True, only=("single",), sizes=("small area",))[0].draws == plan.quick_draws
    assert draws_of(families()["single"], plan.draws) == plan.draws
    assert draws_of(report, plan.draws) == int(plan.draws * report.draws)
    assert draws_of(report, 10) == 10


def test_what_makes_figures_old() -> None:
    plan = load_plan()
    made = calibrate(draws=20, only=("unknowns",))
    enough = [replace(one, draws=plan.draws) for one in made]
    others = set(families()) - {"unknowns"}
    late = out_of_date(enough)
    assert set(late) == others
    assert set(late.values()) == {"other scenarios are to be tried"}
    assert out_of_date([replace(one, code="old") for one in enough])["unknowns"] == "its code has changed"
    assert out_of_date(made)["unknowns"] == "it was tried 20 times, too few"
    assert out_of_date(enough[3:])["unknowns"] == "other scenarios are to be tried"
