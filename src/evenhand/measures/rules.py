"""The levels and limits by which is measured, as versioned data."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from evenhand.measures.intervals import z_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRules:
    """Levels and limits; the data file says what each is for and where it comes from."""

    version: str
    level: float
    exact_below: int
    least_people: int
    least_events: int
    test_level: float
    power: float
    control: str
    most_headlines: int
    not_recorded_share: float
    within_share: float
    pool_years: int
    beside: Sequence[Mapping[str, str]]
    source: str

    @property
    def z(self) -> float:
        """The normal quantile of the two-sided intervals."""
        return z_of(self.level)


@cache
def load_rules() -> MeasureRules:
    """Return the rules that come with Evenhand."""
    text = (resources.files("evenhand.measures") / "data" / "rules-2026-11.toml").read_text("utf-8")
    return MeasureRules(**tomllib.loads(text))
