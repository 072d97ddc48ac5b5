"""Curves of how long people stay: they agree with the counts, and an attacker who adds and subtracts learns nothing."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from scipy.optimize import linprog

from evenhand.disclosure.record_level import coarsen, load_record_policy
from evenhand.flow.curve_sums import curve_tells
from evenhand.flow.curves import FEW, TELLS, staying_of
from evenhand.foundations.checked_result import CheckedResult, seal_result
from tests.unit.cube.people import PROGRAMME, VOCABULARY
from tests.unit.stays import AREA, AS_AT, followed

POLICY = load_record_policy()
EXITS = ("stopped", "prison", "moved", "transferred", "died", "not_known", "recommissioned")


def curves(group: str) -> list[dict[str, float]]:
    (curve,) = [one for one in followed().staying.results if one.kind == "curve"]
    return [row for row in curve.values.to_pylist() if row["group"] == group]


def counts(group: str, stage: str) -> dict[str, tuple[float, float, str]]:
    return {
        row["state"]: (row["lower"], row["upper"], row["status"])
        for row in followed().protected.to_rows()
        if row["group"] == group and row["stage"].endswith(f"/{stage}") and row["area"] == AREA
    }


def days(group: str) -> np.ndarray:
    journeys = followed().counted.journeys
    assert journeys is not None
    rows = journeys.rows.to_pylist()
    mine = [row for row in rows if group == "everyone" or row["sex"] == group]
    return np.array([row["stay.days"] for row in mine if row["stay.days"] is not None])


@pytest.mark.parametrize("group", ["everyone", "MALE", "FEMALE"])
def test_a_curve_is_the_share_still_there_but_for_its_rounding(group: str) -> None:
    rows, stayed = curves(group), days(group)
    for row in rows:
        assert row["staying"] == pytest.approx((stayed >= row["time"]).mean(), abs=row["rounded_to"] + 1e-9)
        assert row["staying"] + row["finished"] + row["left"] == pytest.approx(1)
    for name, sign in (("staying", -1), ("finished", 1), ("left", 1)):
        assert (sign * np.diff([row[name] for row in rows]) >= -1e-9).all()


@pytest.mark.parametrize("group", ["everyone", "MALE", "FEMALE"])
def test_at_12_weeks_it_agrees_with_the_protected_counts(group: str) -> None:
    retained, started = counts(group, "retained"), counts(group, "started")
    low = retained["reached"][0] / started["reached"][1]
    high = retained["reached"][1] / started["reached"][0]
    before, after = (
        [row for row in curves(group) if test(row["time"])] for test in (lambda t: t <= 84, lambda t: t >= 84)
    )
    step = before[-1]["rounded_to"]
    assert low <= 1 - before[-1]["left"] + step / 2
    assert high >= 1 - after[0]["left"] - step / 2


def attacks(group: str) -> Iterator[tuple[str, tuple[float, float], tuple[float, float]]]:
    """Yield each hidden exit's bounds without the curve and with it, by linear programmes (no part of the library)."""
    retained, started = counts(group, "retained"), counts(group, "started")
    names = list(retained)
    bounds = [retained[name][:2] for name in names]
    together = "left_otherwise" in names
    merged = [
        name
        for name in ("died", "not_known", "recommissioned")
        if together and retained[name][2] == "withheld"
    ]
    exits = [name for name in (*EXITS, "left_otherwise") if name in names and name not in merged]
    alone = [([*exits, "reached", "still_waiting", "too_soon", "in_prison"], *started["reached"][:2])]
    if merged:
        alone.append((merged, 0.0, retained["left_otherwise"][1]))
    rows = curves(group)
    here = [row for row in rows if row["time"] <= 84][-1]
    after = next(row for row in rows if row["time"] >= 84)
    off = here["rounded_to"] / 2
    n = started["reached"]
    told = [(exits, (here["left"] - off) * n[0], (after["left"] + off) * n[1])]
    for name in exits:
        if retained[name][2] == "below_threshold":
            yield name, reach(name, names, bounds, alone), reach(name, names, bounds, alone + told)


def reach(
    name: str, names: list[str], bounds: list[tuple[float, float]], sums: list[tuple[list[str], float, float]]
) -> tuple[float, float]:
    matrix, most = [], []
    for of, low, high in sums:
        row = np.isin(names, of).astype(float)
        matrix += [row, -row]
        most += [high, -low]
    goal = (np.array(names) == name).astype(float)
    found = [linprog(sign * goal, A_ub=np.array(matrix), b_ub=most, bounds=bounds) for sign in (1, -1)]
    assert all(one.status == 0 for one in found)
    return np.ceil(found[0].fun - 1e-6), np.floor(-found[1].fun + 1e-6)


@pytest.mark.parametrize("group", ["everyone", "MALE", "FEMALE"])
def test_who_adds_a_curve_to_the_counts_learns_of_no_hidden_one(group: str) -> None:
    found = list(attacks(group))
    assert found
    assert all(alone == both for _, alone, both in found)


def test_without_the_audit_a_finer_curve_would_have_told_of_one() -> None:
    """Of men the finest step that is worth five people was not used: it would have narrowed a hidden count."""
    assert curves("MALE")[0]["rounded_to"] > 5 / 300 + 0.01


def test_everyone_less_the_groups_tells_nothing_of_the_few_who_are_left() -> None:
    """Those of no known sex: how many of them left by any week lies anywhere within five or more, or all of them."""
    known = {group: counts(group, "started")["reached"] for group in ("everyone", "MALE", "FEMALE")}
    rest = known["everyone"][1] - known["MALE"][0] - known["FEMALE"][0]
    times = sorted({row["time"] for group in known for row in curves(group)})
    for time in times:
        low, high = {}, {}
        for group, (least, most, _) in known.items():
            row = [one for one in curves(group) if one["time"] <= time][-1]
            gone, off = 1 - row["staying"], row["rounded_to"]
            low[group], high[group] = (gone - off) * least, (gone + off) * most
        at_least = low["everyone"] - high["MALE"] - high["FEMALE"]
        at_most = high["everyone"] - low["MALE"] - low["FEMALE"]
        assert min(at_most, rest) - max(at_least, 0) >= 5


def test_no_death_is_told_and_no_way_but_finishing_by_itself() -> None:
    for result in followed().staying.results:
        assert not {"died", "stopped", "prison"} & set(result.values.schema.names)
    assert {"staying", "finished", "left"} <= set(curves("MALE")[0])


def test_each_step_is_worth_five_people_of_the_fewest_there_may_be() -> None:
    for group in ("everyone", "MALE", "FEMALE"):
        assert curves(group)[0]["rounded_to"] * counts(group, "started")["reached"][0] >= 5


def test_means_are_of_groups_and_compared_with_the_reference() -> None:
    (means,) = [one for one in followed().staying.results if one.kind == "mean"]
    rows = [row for row in means.values.to_pylist() if row["characteristic"] == "sex"]
    assert {row["group"] for row in means.values.to_pylist()} >= {"MALE", "FEMALE"}
    assert "everyone" not in {row["group"] for row in means.values.to_pylist()}
    women = next(row for row in rows if row["group"] == "FEMALE" and row["until"] == 84)
    # Half a day more: somebody leaves in the middle of a day.
    assert women["mean"] == pytest.approx(np.minimum(days("FEMALE") + 0.5, 84).mean(), abs=0.51)
    assert (women["reference"], women["difference"]) == ("MALE", pytest.approx(women["mean"] - 65, abs=1))
    assert next(row for row in rows if row["group"] == "MALE")["reference"] is None


def test_few_people_have_no_curve_and_it_is_said() -> None:
    found = followed(men=60, women=24, others=0, seed=3).staying
    assert {one["group"]: one["reason"] for one in found.absent if one["characteristic"] == "sex"}[
        "FEMALE"
    ] == FEW


def test_nothing_is_made_without_journeys_or_a_stay() -> None:
    made = followed()
    without = replace(PROGRAMME, stay=None)
    assert staying_of(None, made.protected, PROGRAMME, VOCABULARY, as_at=AS_AT).results == ()
    assert staying_of(made.counted.journeys, made.protected, without, VOCABULARY, as_at=AS_AT).results == ()


def curve_of(*left: float) -> CheckedResult:
    """A curve read every six weeks, in steps of a hundredth."""
    times = 42.0 * np.arange(len(left))
    gone = np.array(left)
    table = pa.table({"time": times, "staying": 1 - gone, "finished": 0 * gone, "left": gone})
    made = seal_result("curve", table, ("",), POLICY.protection)
    return coarsen(made, 0.01, np.ones(len(left)), POLICY)


COUNTED = {
    ("started", "reached"): (98.0, 102.0, "rounded"),
    ("retained", "reached"): (58.0, 92.0, "rounded"),
    ("retained", "stopped"): (8.0, 12.0, "rounded"),
    ("retained", "prison"): (0.0, 4.0, "below_threshold"),
}


def test_a_curve_that_leaves_one_number_for_a_hidden_count_tells() -> None:
    assert curve_tells(curve_of(0, 0.1, 0.16, 0.2), COUNTED, PROGRAMME, POLICY)
    assert not curve_tells(
        curve_of(0, 0.02, 0.2, 0.3), {("started", "reached"): (98.0, 102.0, "rounded")}, PROGRAMME, POLICY
    )
    assert not curve_tells(curve_of(0, 0.1, 0.16), {}, PROGRAMME, POLICY)
    assert not curve_tells(curve_of(0, 0.1), COUNTED, replace(PROGRAMME, stay=None), POLICY)


def test_a_count_that_would_be_known_more_closely_has_no_curve_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = followed()
    monkeypatch.setattr("evenhand.flow.curves.curve_tells", lambda *_: True)
    found = staying_of(made.counted.journeys, made.protected, PROGRAMME, VOCABULARY, as_at=AS_AT)
    assert [one.kind for one in found.results] == ["mean"]
    assert {one["reason"] for one in found.absent} == {TELLS}
