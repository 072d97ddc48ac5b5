"""The sizes under which a standardised rate has no interval, as versioned data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardisedSettings:
    """Sizes under which intervals are exact, or not given; the data file says what was measured."""

    version: str
    exact_below: int
    least_events: int
    sparse_below: float
    sparse_share: float
    least_weight: float
    least_between: float
    smoothing: float
    source: str


@cache
def load_settings() -> StandardisedSettings:
    """Return the settings that come with Evenhand."""
    folder = resources.files("evenhand.measures.standardised") / "data"
    return StandardisedSettings(**tomllib.loads((folder / "settings-2026-11.toml").read_text("utf-8")))
