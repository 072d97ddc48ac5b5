"""Every family: that it can be tried at all its scenarios, and that its truth is the truth."""

import numpy as np
import pytest

from evenhand.calibration import Kind, families, load_plan
from evenhand.calibration.draws import events, reached, recorded
from evenhand.calibration.families import inequality, survival
from evenhand.calibration.run import Task, simulate
from evenhand.calibration.summarise import row_of
from evenhand.calibration.types import Outcome

PLAN = load_plan()
LARGE = PLAN.scenario("region", "differing")


def outcomes(
    family: str, size: str, pattern: str, condition: str = "as recorded", draws: int = 400
) -> dict[str, Outcome]:
    scenario, one = PLAN.scenario(size, pattern, condition), families()[family]
    drawn = one.draw(scenario, np.random.default_rng(11), draws)
    return {outcome.measure: outcome for outcome in one.cover(drawn, scenario)}


def share(outcome: Outcome) -> float:
    return float(outcome.values.sum(where=outcome.given) / outcome.given.sum())


@pytest.mark.slow
@pytest.mark.parametrize("name", list(families()))
def test_the_first_and_the_last_scenario_of_a_family_give_rows(name: str) -> None:
    family = families()[name]
    for scenario in (family.scenarios[0], family.scenarios[-1]):
        rows = simulate(Task(family=name, scenario=scenario, draws=4, seed=1))
        assert len({one.measure for one in rows}) == len(rows) > 0
        assert all(0 <= one.abstained <= 1 for one in rows)
        assert all(0 <= (one.figure or 0) <= 1 for one in rows if one.kind != Kind.FIGURE)


def test_every_family_has_a_title_and_scenarios_of_its_own() -> None:
    assert set(families()) == set(PLAN.families)
    for one in families().values():
        assert one.title
        names = [scenario.name for scenario in one.scenarios]
        assert len(set(names)) == len(names) > 0


def test_sizes_are_those_of_a_small_area_a_partnership_and_a_region() -> None:
    sums = {name: (sum(size.groups), len(size.groups)) for name, size in PLAN.sizes.items()}
    assert sums["small area"] == (200, 8)
    assert sums["partnership"] == (798, 8)
    assert sums["partnership, 30 or more"] == (800, 8)
    assert sums["region"] == (30_000, 8)
    assert min(PLAN.sizes["partnership, 30 or more"].groups) == 30
    assert sorted(PLAN.scenario("partnership", "differing").shares) == pytest.approx(
        np.linspace(0.12, 0.4, 8)
    )


def test_records_lose_what_the_condition_says() -> None:
    rng = np.random.default_rng(1)
    scenario = PLAN.scenario("region", "even", "missing groups")
    x = reached(scenario, rng, 200)
    seen, people = recorded(scenario, x, rng)
    assert seen.sum() / x.sum() == pytest.approx(0.80, abs=0.002)
    assert (people - seen).sum() / (scenario.people * 200 - x.sum(axis=0)).sum() == pytest.approx(
        0.88, abs=0.002
    )
    scenario = PLAN.scenario("region", "even", "linkage error")
    seen, people = recorded(scenario, x, rng)
    assert seen.sum() / people.sum() == pytest.approx(0.27 * 0.95 + 0.73 * 0.005, abs=0.001)
    assert recorded(LARGE, x, rng)[0] is x


def test_repeated_events_have_the_mean_that_is_said() -> None:
    scenario = PLAN.scenario("region", "even", "repeated events")
    happened, expected = events(scenario, np.random.default_rng(1), 400)
    assert happened.sum(axis=1).mean() == pytest.approx(expected.sum(), rel=0.002)
    assert expected.sum() == pytest.approx(30_000 * 0.27 * 1.33)
    # Of one, two or three: 0.75 + 4 * 0.17 + 9 * 0.08 over the mean, instead of 1.
    spread = happened.var(axis=0) / expected
    assert spread.mean() == pytest.approx(2.15 / 1.33, rel=0.1)


def test_plain_intervals_hold_and_intervals_of_repeated_events_do_not() -> None:
    plain = outcomes("single", "region", "even")
    assert share(plain["proportion"]) == pytest.approx(0.95, abs=0.015)
    assert share(plain["rate"]) == pytest.approx(0.95, abs=0.015)
    assert share(plain["share"]) == pytest.approx(0.95, abs=0.015)
    assert share(outcomes("single", "region", "even", "repeated events")["rate"]) < 0.92
    assert share(outcomes("compared", "region", "even")["ratio"]) == pytest.approx(0.95, abs=0.02)
    assert share(outcomes("single", "region", "differing", "linkage error")["proportion"]) < 0.85


def test_true_values_of_inequality_worked_by_hand() -> None:
    p, n = np.array([0.2, 0.4]), np.array([300.0, 100.0])
    found = inequality.true_values(p, n, np.array([0.0, 1.0]), favourable=True)
    assert found["bgv"] == pytest.approx(0.75 * 0.05**2 + 0.25 * 0.15**2)
    assert found["mld"] == pytest.approx(-1000 * (0.75 * np.log(0.8) + 0.25 * np.log(1.6)))
    assert found["idis_weighted"] == pytest.approx(100 * (0.75 * 0.05 + 0.25 * 0.15) / 0.25)
    assert (found["par"], found["paf"]) == (pytest.approx(0.15), pytest.approx(60))
    # Ranks 0.375 and 0.875: the line through both points, the logistic curve too.
    assert found["sii"] == pytest.approx(0.4)
    assert found["rii"] == pytest.approx((0.05 + 0.4) / 0.05)
    assert found["aci"] == pytest.approx(2 * (0.75 * 0.2 * -0.125 + 0.25 * 0.4 * 0.375))
    step = (np.log(0.4 / 0.6) - np.log(0.2 / 0.8)) / 0.5
    low = np.log(0.2 / 0.8) - 0.375 * step
    ends = [1 / (1 + np.exp(-one)) for one in (low, low + step)]
    assert found["sii_logit"] == pytest.approx(ends[1] - ends[0])
    assert found["rii_log"] == pytest.approx(4)


def test_people_of_the_curves_are_counted_out() -> None:
    drawn = survival.draw(PLAN.scenario("partnership", "even"), np.random.default_rng(1), 3)
    left = drawn.left.sum(axis=0)
    assert (drawn.at_risk[..., 1:] <= drawn.at_risk[..., :-1] - left[..., :-1]).all()
    assert (drawn.at_risk[..., 0] == PLAN.sizes["partnership"].groups).all()


def test_noise_is_told_beside_the_measures_it_swells() -> None:
    scenario = PLAN.scenario("partnership, 30 or more", "differing")
    found = outcomes("inequality", "partnership, 30 or more", "differing", draws=200)
    swollen = found["bgv: mean estimate for each 1 of truth"]
    row = row_of(swollen, scenario, family=families()["inequality"], plan=PLAN, code="")
    assert row.kind == Kind.FIGURE
    assert 1.2 < (row.figure or 0) < 1.6
