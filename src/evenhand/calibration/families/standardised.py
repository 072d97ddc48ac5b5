"""Rates made comparable: directly, directly with repeated events, indirectly; and the gap within and between areas."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.calibration.types import Array, Outcome, Scenario, held
from evenhand.measures.standardised import direct, direct_of_repeated, indirect_ratio, within_areas

_AGES = np.array([0.30, 0.30, 0.20, 0.12, 0.08])  # of a group's people
_STANDARD = np.array([0.22, 0.24, 0.22, 0.18, 0.14])
_RISK = np.array([1.5, 1.2, 0.9, 0.6, 0.4])  # of each age against the group's own rate
_RESIDENTS = 100  # for each person who was counted
_AREAS = np.array(
    [[0.5, 0.3, 0.2], [0.2, 0.3, 0.5]]
)  # where the reference's people are, and those of other groups
_LEVELS = np.array([-0.05, 0.0, 0.05])  # by how much an area's share is apart from the mean of areas


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """People by group, age and number of events; events and people by group and area; (draws, groups, ...)."""

    persons: Array
    times: Array
    in_areas: Array
    people_in_areas: Array


def draw(scenario: Scenario, rng: np.random.Generator, draws: int) -> Drawn:
    """Return people with one, two or three events by age, and counts of groups in three areas."""
    often = np.asarray(scenario.condition.figures.get("often", (1.0,)))
    expected = scenario.people[:, None] * scenario.shares[:, None] * _AGES * _RISK
    persons = rng.poisson(expected[..., None] * often, (draws, *expected.shape, len(often)))
    people = _people_in_areas(scenario)
    in_areas = rng.binomial(people.astype(np.int64), _shares_in_areas(scenario), (draws, *people.shape))
    return Drawn(
        persons=persons.astype(np.float64),
        times=np.arange(1, len(often) + 1, dtype=np.float64),
        in_areas=in_areas.astype(np.float64),
        people_in_areas=people,
    )


def cover(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    """Yield the coverage of standardised rates and, where records are whole, of the gap within areas."""
    often = np.asarray(scenario.condition.figures.get("often", (1.0,)))
    repeats = float(often @ drawn.times)
    events = drawn.persons @ drawn.times
    shape, ages = events.shape[:2], len(_AGES)
    residents = np.broadcast_to(scenario.people[:, None] * _AGES * _RESIDENTS, events.shape).reshape(-1, ages)
    rates = scenario.shares[:, None] * _RISK * repeats / _RESIDENTS
    truth = rates @ _STANDARD
    one = direct(events.reshape(-1, ages), residents, _STANDARD)
    yield held("dsr", one.lower.reshape(shape), one.upper.reshape(shape), truth)
    many = direct_of_repeated(
        drawn.persons.reshape(-1, ages, len(often)),
        [int(time) for time in drawn.times],
        residents,
        _STANDARD,
    )
    yield held(
        "dsr, events of one person together", many.lower.reshape(shape), many.upper.reshape(shape), truth
    )
    # Expected at the rates of the first group, taken as known.
    hoped = (scenario.people[:, None] * _AGES * _RESIDENTS) @ rates[0]
    ratio = indirect_ratio(events.sum(axis=2), np.broadcast_to(hoped, shape))
    yield held("isr", ratio.lower, ratio.upper, scenario.shares / scenario.shares[0])
    if len(often) == 1:
        yield from _areas(drawn, scenario)


def _areas(drawn: Drawn, scenario: Scenario) -> Iterator[Outcome]:
    x, n = drawn.in_areas, np.broadcast_to(drawn.people_in_areas, drawn.in_areas.shape)
    shape, others = (len(x), x.shape[1] - 1), x.shape[1] - 1
    columns = (x[:, 1:], n[:, 1:], np.repeat(x[:, :1], others, axis=1), np.repeat(n[:, :1], others, axis=1))
    made = within_areas(*(one.reshape(-1, x.shape[2]) for one in columns))
    shares = _shares_in_areas(scenario)
    own, base, people = shares[1:], shares[:1], drawn.people_in_areas
    weight = people[1:] * people[:1] / (people[1:] + people[:1])
    weight = weight / weight.sum(axis=1, keepdims=True)
    within = (weight * (own - base)).sum(axis=1)
    overall = (shares * people).sum(axis=1) / people.sum(axis=1)
    crude = overall[1:] - overall[0]
    for name, found, truth in (
        ("difference over areas, crude", made.crude, crude),
        ("difference within areas", made.within, within),
        ("part between areas", made.between, crude - within),
    ):
        yield held(name, found.lower.reshape(shape), found.upper.reshape(shape), truth)
    if np.ptp(scenario.shares) == 0:  # elsewhere areas have no ratio in common
        found = made.within_ratio
        yield held("ratio within areas", found.lower.reshape(shape), found.upper.reshape(shape), 1.0)


def _people_in_areas(scenario: Scenario) -> Array:
    """Whole people of each group in each area, shape (groups, areas); the last area has the rest."""
    parts = np.vstack([_AREAS[:1], np.repeat(_AREAS[1:], len(scenario.people) - 1, axis=0)])
    people = np.round(scenario.people[:, None] * parts)
    people[:, -1] = scenario.people - people[:, :-1].sum(axis=1)
    return np.asarray(people)


def _shares_in_areas(scenario: Scenario) -> Array:
    reach = min(1.0, float(scenario.shares.min()) / 0.1)
    return np.asarray(np.clip(scenario.shares[:, None] + _LEVELS * reach, 0.01, 0.99))
