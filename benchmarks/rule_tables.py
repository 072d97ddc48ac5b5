"""The tables on which common rules are held against each other: made up, with all their margins, in two releases."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.disclosure.linked import Sum
from evenhand.disclosure.tables import Given, Hierarchy, Reading

Number = NDArray[np.float64]
Whole = NDArray[np.int64]
SHAPES = {"5x4x3": (5, 4, 3), "8x5x3": (8, 5, 3), "19x8x4": (19, 8, 4)}
MEAN, ADDED = 4.8, 0.3
"""How many people are in a cell of these in the mean, and how many more there are in the second release."""
REGIONS = {"North": ("Ash", "Beck", "Cove"), "South": ("Dale", "Elm", "Firth")}
GROUPS, OUTCOMES = (0.13, 0.25, 0.62), (0.5, 0.3, 0.2)
PEOPLE, MORE = 700, 0.08
SIZES = (75, 48, 40, 31, 24, 19, 17, 15, 14, 13, 12, 11, 10, 9, 8)
"""The groups of the table of outcomes."""
SEED, AREA_SEED, OUTCOME_SEED = 0, 1, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTable:
    """A table with its margins: for each cell its codes and its count in the first release and in the second.

    `sums` say how codes add up, `hierarchies` the same of areas; `outcome` is the column that says what became of people.
    """

    name: str
    codes: Mapping[str, NDArray[np.str_]]
    counts: tuple[Number, Number]
    sums: tuple[Sum, ...]
    hierarchies: tuple[Hierarchy, ...] = ()
    outcome: str = "outcome"

    def given(self, release: int) -> tuple[Sequence[Given], Reading]:
        """Return one release as a table from elsewhere, and how it is to be read."""
        columns: dict[str, list[str]] = {name: codes.tolist() for name, codes in self.codes.items()}
        columns["people"] = [f"{count:.0f}" for count in self.counts[release]]
        lines = np.arange(len(self.counts[release])) + 2
        reading = Reading(count="people", hierarchies=self.hierarchies)
        return [Given(name=f"{self.name}.csv", cells=pa.table(columns), lines=lines)], reading


@cache
def rule_table(name: str) -> RuleTable:
    """Return one of the tables: a shape (5x4x3); `areas`, which lie in regions; `outcomes` of small groups."""
    made = {"areas": _areas, "outcomes": _outcomes}
    return made[name]() if name in made else _of_shape(name)


def _of_shape(name: str) -> RuleTable:
    shape, rng = SHAPES[name], np.random.default_rng(SEED)
    inner = rng.poisson(MEAN, shape)
    later = inner + rng.poisson(ADDED, shape)
    names = [
        [f"{letter}{code + 1:02d}" for code in range(size)] for letter, size in zip("ago", shape, strict=True)
    ]
    parts = {
        dimension: {"Total": tuple(codes)}
        for dimension, codes in zip(("area", "group", "outcome"), names, strict=True)
    }
    return _with_margins(name, parts, (inner, later))


def _areas() -> RuleTable:
    rng = np.random.default_rng(AREA_SEED)
    areas = rng.lognormal(0, 0.6, sum(len(one) for one in REGIONS.values()))
    chance = np.einsum("a,g,o->ago", areas / areas.sum(), GROUPS, OUTCOMES)
    inner = rng.poisson(chance * PEOPLE)
    later = inner + rng.poisson(chance * PEOPLE * MORE)
    parts: dict[str, dict[str, tuple[str, ...]]] = {
        "area": {"Total": tuple(REGIONS), **REGIONS},
        "group": {"Total": ("Asian", "Black", "White")},
        "outcome": {"Total": ("completed", "left", "in treatment")},
    }
    parents = {area: region for region, areas in REGIONS.items() for area in areas}
    tops = dict.fromkeys(REGIONS, "")
    hierarchy = Hierarchy(name="areas", parents={**tops, **parents}, dimension="area")
    return _with_margins("areas", parts, (inner, later), hierarchies=(hierarchy,))


def _outcomes() -> RuleTable:
    """Groups, some of them small, whose people tend to have one outcome."""
    rng = np.random.default_rng(OUTCOME_SEED)
    chance = rng.dirichlet((0.6, 0.4, 0.2), len(SIZES))
    inner = np.stack([rng.multinomial(size, one) for size, one in zip(SIZES, chance, strict=True)])
    more = np.stack([rng.multinomial(round(size / 10), one) for size, one in zip(SIZES, chance, strict=True)])
    parts: dict[str, dict[str, tuple[str, ...]]] = {
        "group": {"Total": tuple(f"g{number + 1:02d}" for number in range(len(SIZES)))},
        "outcome": {"Total": ("completed", "left", "in treatment")},
    }
    return _with_margins("outcomes", parts, (inner, inner + more))


def _with_margins(
    name: str,
    parts: Mapping[str, Mapping[str, tuple[str, ...]]],
    inner: tuple[Whole, Whole],
    hierarchies: tuple[Hierarchy, ...] = (),
) -> RuleTable:
    """A table with every sum of its codes: `parts` says for each column which codes make which whole."""
    codes = [_lowest_first(one) for one in parts.values()]
    members = [_members(one, list(order)) for one, order in zip(parts.values(), codes, strict=True)]
    cells = np.array(list(itertools.product(*codes)))
    first, second = (_summed(one, members) for one in inner)
    return RuleTable(
        name=name,
        codes={column: cells[:, place] for place, column in enumerate(parts)},
        counts=(first, second),
        sums=tuple(
            Sum(dimension=column, whole=whole, parts=made)
            for column, one in parts.items()
            for whole, made in one.items()
        ),
        hierarchies=hierarchies,
    )


def _summed(inner: Whole, members: list[Whole]) -> Number:
    counts = inner
    for axis, member in enumerate(members):
        counts = np.moveaxis(np.tensordot(member, counts, (1, axis)), 0, axis)
    return counts.ravel().astype(np.float64)


def _lowest_first(parts: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The codes that have no parts, then the others."""
    return [code for made in parts.values() for code in made if code not in parts] + list(parts)


def _members(parts: Mapping[str, tuple[str, ...]], codes: list[str]) -> Whole:
    """For each code (a row) which of the codes without parts (the columns) are in it."""
    single = [code for code in codes if code not in parts]

    def within(code: str) -> set[str]:
        return set().union(*(within(part) for part in parts[code])) if code in parts else {code}

    return np.array([[one in within(code) for one in single] for code in codes], dtype=np.int64)
