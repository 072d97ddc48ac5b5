"""Which record has which place and day, and the words of each tally of coverage: versioned data, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRules:
    """Which record has which place and day, and the words of each tally; the data file says where they come from."""

    version: str
    source: str
    verified: bool
    most_tests: int
    commonest_least_rows: int
    month_least_rows: int
    place_least_rows: int
    record: Mapping[str, Mapping[str, str]]
    tally: Mapping[str, Mapping[str, Any]]


@cache
def load_coverage() -> CoverageRules:
    """Return the rules of coverage that come with Evenhand."""
    text = (resources.files("evenhand.cube") / "data" / "coverage-2026-11.toml").read_text("utf-8")
    return CoverageRules(**tomllib.loads(text))
