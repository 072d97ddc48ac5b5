"""Settings of the ledger's audit: versioned data."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How far an audit goes: see settings.toml, where each number is explained."""

    id: str
    version: str
    largest: int
    named: int
    rounding: str
    turns: int


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings that come with Evenhand."""
    text = (resources.files("evenhand.disclosure.ledger") / "settings.toml").read_text("utf-8")
    return Settings(**tomllib.loads(text))
