"""The limits by which inequality is measured, as versioned data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """How a measure stands in a report: its units, and what it needs."""

    units: str
    is_share: bool = False
    needs_polarity: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InequalityRules:
    """Limits; the data file says what each is for."""

    version: str
    least_people: int
    least_expected: float
    turn: float
    source: str
    most_unlike: Mapping[str, float]
    reported: Mapping[str, Reported]


@cache
def load_inequality_rules() -> InequalityRules:
    """Return the rules that come with Evenhand."""
    text = (resources.files("evenhand.measures") / "data" / "inequality-2026-11.toml").read_text("utf-8")
    data = tomllib.loads(text)
    data["reported"] = {name: Reported(**one) for name, one in data["reported"].items()}
    return InequalityRules(**data)
