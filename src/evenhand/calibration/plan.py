"""What is simulated, as versioned data: sizes, patterns, conditions, and which family is tried at which of them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

from evenhand.calibration.types import Condition, Pattern, Scenario, Size

_DATA = "data/calibration-2026-11.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Sizes, patterns and conditions by name, the goal, and how often is drawn; the data file says why."""

    version: str
    source: str
    goal: tuple[float, float]
    least_group: int
    draws: int
    quick_draws: int
    sizes: Mapping[str, Size]
    patterns: Mapping[str, Pattern]
    conditions: Mapping[str, Condition]
    families: Mapping[str, Mapping[str, Any]]

    def scenarios(self, family: str) -> tuple[Scenario, ...]:
        """Return the scenarios in which a family is tried: everything its data names, crossed."""
        found = []
        for tried in self.families[family]["tried"]:
            names = product(tried["sizes"], tried["patterns"], tried.get("conditions", ["as recorded"]))
            found += [self.scenario(*one) for one in names]
        return tuple({one.name: one for one in found}.values())

    def scenario(self, size: str, pattern: str, condition: str = "as recorded") -> Scenario:
        """Return one scenario by the names of its parts."""
        return Scenario(
            size=self.sizes[size], pattern=self.patterns[pattern], condition=self.conditions[condition]
        )


@cache
def load_plan() -> Plan:
    """Return the plan that comes with Evenhand."""
    text = (resources.files("evenhand.calibration") / _DATA).read_text("utf-8")
    read = tomllib.loads(text)
    sizes = [Size(name=one["name"], words=one["words"], groups=tuple(one["groups"])) for one in read["size"]]
    return Plan(
        version=read["version"],
        source=read["source"],
        goal=(read["goal"][0], read["goal"][1]),
        least_group=read["least_group"],
        draws=read["draws"],
        quick_draws=read["quick_draws"],
        sizes={one.name: one for one in sizes},
        patterns={one.name: one for one in map(_pattern, read["pattern"])},
        conditions={one.name: one for one in _conditions(read["condition"])},
        families={one["name"]: one for one in read["family"]},
    )


def _pattern(one: Mapping[str, Any]) -> Pattern:
    first, last = one["shares"]
    return Pattern(
        name=one["name"], words=one["words"], shares=(first, last), places=tuple(one.get("places", ()))
    )


def _conditions(read: Sequence[Mapping[str, Any]]) -> list[Condition]:
    plain = ("name", "words")
    return [
        Condition(
            name=one["name"],
            words=one["words"],
            figures={key: value for key, value in one.items() if key not in plain},
        )
        for one in read
    ]
