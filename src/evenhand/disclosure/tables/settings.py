"""What the protection of tables from elsewhere goes by: data in settings.toml, with reasons."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The most rows and unpublished cells, the words that may stand for a total, those of headings of rates, of steps and
    of states, the most codes of a column of steps, in how many places codes stand in one order before they are asked
    about, and the policies that have a short name."""

    rows: int
    unpublished: int
    pieces: int
    totals: frozenset[str]
    rates: frozenset[str]
    step_columns: frozenset[str]
    state_columns: frozenset[str]
    most_steps: int
    alike: int
    policies: Mapping[str, str]


@cache
def load_settings() -> Settings:
    """Return the settings that come with Evenhand."""
    data = tomllib.loads((resources.files(__package__) / "settings.toml").read_text("utf-8"))
    return Settings(
        rows=int(data["rows"]["value"]),
        unpublished=int(data["unpublished"]["value"]),
        pieces=int(data["pieces"]["value"]),
        totals=frozenset(data["total"]["words"]),
        rates=frozenset(data["rate"]["words"]),
        step_columns=frozenset(data["steps"]["columns"]),
        state_columns=frozenset(data["steps"]["states"]),
        most_steps=int(data["steps"]["most"]),
        alike=int(data["steps"]["alike"]),
        policies=data["policies"],
    )
