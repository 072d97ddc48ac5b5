"""Counts drawn from a known truth with numpy alone, so that what is tried and what tries it share no code."""

import numpy as np

from evenhand.calibration.types import Array, Scenario


def reached(scenario: Scenario, rng: np.random.Generator, draws: int) -> Array:
    """Return how many of each group truly got there, shape (draws, groups)."""
    people = scenario.people.astype(np.int64)
    return rng.binomial(people, scenario.shares, (draws, len(people))).astype(np.float64)


def recorded(scenario: Scenario, x: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return events and people as the records show them after the scenario's condition, shape as x.

    Missing groups: people whose group is not recorded are in no group. Linkage error: events not found, and found
    of people who had none.
    """
    n = np.broadcast_to(scenario.people, x.shape)
    said, got, rest = scenario.condition.figures, x.astype(np.int64), (n - x).astype(np.int64)
    if "recorded_reached" in said:
        kept = rng.binomial(got, said["recorded_reached"])
        others = rng.binomial(rest, said["recorded_others"])
        return kept.astype(np.float64), (kept + others).astype(np.float64)
    if "missed" in said:
        found = rng.binomial(got, 1 - said["missed"]) + rng.binomial(rest, said["wrong"])
        return found.astype(np.float64), n.astype(np.float64)
    return x, n.astype(np.float64)


def events(scenario: Scenario, rng: np.random.Generator, draws: int) -> tuple[Array, Array]:
    """Return events of people who may have several, and how many are expected: (draws, groups), (groups,).

    People with an event are Poisson, with the expectation `people * shares`. Where the condition is that events repeat,
    each has one, two or three of them.
    """
    often = np.asarray(scenario.condition.figures.get("often", (1.0,)))
    expected = scenario.people * scenario.shares
    times = np.arange(1, len(often) + 1)
    persons = rng.poisson(expected[:, None] * often, (draws, len(expected), len(often)))
    return (persons @ times).astype(np.float64), expected * float(often @ times)
