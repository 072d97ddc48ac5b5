"""The steps and sizes of models on grouped counts, as versioned data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedRules:
    """Steps and sizes; the data file says what each is for."""

    version: str
    most_steps: int
    close_enough: float
    far_out: float
    halvings: int
    least_people: int
    least_events: int
    source: str


@cache
def load_adjusted() -> AdjustedRules:
    """Return the rules of adjustment that come with Evenhand."""
    text = (resources.files("evenhand.measures") / "data" / "adjusted-2026-11.toml").read_text("utf-8")
    return AdjustedRules(**tomllib.loads(text))
