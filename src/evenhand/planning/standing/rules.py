"""The numbers of standing: how soon is soon, and when something without a date comes up; from data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_FILE = resources.files("evenhand.planning.standing") / "data" / "standing-2026-11.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRules:
    """From when an action comes up, by the kind of its date; the data file says where each number comes from."""

    version: str
    source: str
    due_soon_days: int
    ongoing_months: int
    no_date_months: int


@cache
def standing_rules() -> StandingRules:
    """Return the rules that come with Evenhand."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    return StandingRules(**{name: data[name] for name in StandingRules.__slots__})
