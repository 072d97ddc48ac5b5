"""The sizes and steps of borrowing, as versioned data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowingRules:
    """Sizes and steps; the data file says what each is for."""

    version: str
    least_peers: int
    least_published: int
    least_strata: int
    least_spare: int
    shrinkage_nodes: int
    mean_nodes: int
    coarse_steps: int
    least_worth: float
    most_worth: float
    matters: float
    stratum_nodes: int
    widest_deviation: float
    small_enough: float
    small_enough_pooled: float
    doubt_margin: float
    source: str


@cache
def load_borrowing() -> BorrowingRules:
    """Return the rules of borrowing that come with Evenhand."""
    text = (resources.files("evenhand.measures") / "data" / "borrowing-2026-11.toml").read_text("utf-8")
    return BorrowingRules(**tomllib.loads(text))
