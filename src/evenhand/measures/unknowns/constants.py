"""The steps of figures over unknown groups, as versioned data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownsRules:
    """Steps; the data file says what each is for."""

    version: str
    curve_steps: int
    bisections: int
    source: str


@cache
def load_unknowns() -> UnknownsRules:
    """Return the rules that come with Evenhand."""
    text = (resources.files("evenhand.measures") / "data" / "unknowns-2026-11.toml").read_text("utf-8")
    return UnknownsRules(**tomllib.loads(text))
