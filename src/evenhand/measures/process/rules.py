"""The multiples, lengths and sizes that charts over time go by, as versioned data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRules:
    """Settings of the charts; each number's reason stands in its file."""

    version: str
    near_share: float
    sigmas: float
    xmr_factor: float
    range_bias: float
    range_screen: float
    one_side: int
    in_trend: int
    near_of: tuple[int, int]
    least_periods: int
    small_count: float
    crossings_level: float
    runs_added: int
    least_trend_periods: int
    least_trend_events: float
    least_chart_events: float
    source: str


@cache
def load_process_rules() -> ProcessRules:
    """Return the rules of charts over time that come with Evenhand."""
    text = (resources.files("evenhand.measures") / "data" / "process-2026-11.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return ProcessRules(**(data | {"near_of": tuple(data["near_of"])}))
