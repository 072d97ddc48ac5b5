"""The limits and words by which times are measured, as versioned data."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalRules:
    """Limits and words; the data file says what each is for and where it comes from."""

    version: str
    least_people: int
    least_at_risk: int
    least_left: int
    most_ways: int
    read_at: Sequence[int]
    widest_gap: float
    mean_until: Sequence[int]
    still_there: Sequence[str]
    an_event: Sequence[str]
    source: str


@cache
def survival_rules() -> SurvivalRules:
    """Return the rules that come with Evenhand."""
    text = (resources.files("evenhand.measures") / "data" / "survival-2026-11.toml").read_text("utf-8")
    return SurvivalRules(**tomllib.loads(text))
