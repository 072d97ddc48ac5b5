"""The levels, limits and sizes by which effects are promised and judged, as versioned data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRules:
    """Settings of promise and judge; each number's reason and source stand in its file."""

    version: str
    level: float
    power: float
    spending: str
    worth_share: float
    least_people: int
    most_withheld: float
    least_scatter_periods: int
    wait_days: int
    most_periods: Mapping[str, int]
    periods_per_year: Mapping[str, int]
    series: Mapping[str, int]
    areas: Mapping[str, int]


@cache
def load_effect_rules() -> EffectRules:
    """Return the rules of effects that come with Evenhand."""
    text = (resources.files("evenhand.planning.effects") / "data" / "effects-2026-11.toml").read_text("utf-8")
    return EffectRules(**tomllib.loads(text))
