"""The levels, sizes and shares that funnels go by, as versioned data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelRules:
    """Settings of the funnels; each number's reason stands in its file."""

    version: str
    levels: tuple[float, ...]
    trim: float
    least_areas: int
    false_discoveries: float
    most_columns: int
    source: str


@cache
def load_funnel_rules() -> FunnelRules:
    """Return the rules of funnels that come with Evenhand."""
    text = (resources.files("evenhand.measures") / "data" / "funnels-2026-11.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return FunnelRules(**(data | {"levels": tuple(data["levels"])}))
