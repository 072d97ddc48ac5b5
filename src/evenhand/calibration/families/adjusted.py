"""Like with like by models on grouped counts: standardised differences and ratios where the model is the true one."""

from collections.abc import Iterator

import numpy as np

from evenhand.calibration.counts import stratum_people
from evenhand.calibration.types import Array, Outcome, Scenario, held
from evenhand.measures.adjusted import adjusted

_LOG_ODDS = np.array([-0.4, 0.0, 0.4])  # of a stratum against the middle one


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Array:
    """Return events of groups in strata, (draws, groups, strata)."""
    people = stratum_people(scenario).astype(np.int64)
    return rng.binomial(people, _shares(scenario), (draws, *people.shape)).astype(np.float64)


def cover(drawn: Array, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the coverage of average marginal effects and of the odds ratio beside them."""
    people = stratum_people(scenario)
    n = np.broadcast_to(people, drawn.shape)
    mix = people.sum(axis=0) / people.sum()
    share, true_odds = _shares(scenario) @ mix, scenario.shares / (1 - scenario.shares)
    made = adjusted(drawn, n, adjusted_for=("stratum",))
    for name, found, truth in (
        ("difference, adjusted", made.difference, share - share[0]),
        ("ratio, adjusted", made.ratio, share / share[0]),
        ("odds ratio, adjusted", made.within_strata, true_odds / true_odds[0]),
    ):
        yield held(name, found.lower[:, 1:], found.upper[:, 1:], truth[1:])


def _shares(scenario: Scenario) -> Array:
    """The true share of each group in each stratum, (groups, strata): the odds of a stratum are the same for all."""
    odds = np.log(scenario.shares / (1 - scenario.shares))[:, None] + _LOG_ODDS
    return np.asarray(1 / (1 + np.exp(-odds)))
