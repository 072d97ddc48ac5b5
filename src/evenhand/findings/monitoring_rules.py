"""From when something is said of the recording itself, as data."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringRules:
    """From when something is said; the data file says what each is for."""

    version: str
    source: str
    verified: bool
    least_rows: int
    not_recorded_share: float
    times_the_rest: float
    one_answer_share: float
    one_answer_of: Sequence[str]
    refused_share: float
    without_consent_share: float
    stopped_least_rows: int
    stopped_most_rows: int
    stopped_months: int
    least_rows_of_group: int
    unequal_gap: float
    test_level: float
    most_sentences: int


@cache
def load_monitoring_rules() -> MonitoringRules:
    """Return the rules that come with Evenhand."""
    text = (resources.files("evenhand.findings") / "data" / "monitoring-2026-11.toml").read_text("utf-8")
    return MonitoringRules(**tomllib.loads(text))
