"""What may stand in a table of one's own, and what can be measured of it, as versioned data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from evenhand.measures.own_table.types import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One measure: its name, in words, how it is shown, and whether it needs a direction."""

    name: str
    title: str
    shown: str
    said: str
    direction: bool = False
    default: bool = True


@cache
def load_columns() -> Mapping[str, Any]:
    """Return how columns may be called, and what their cells may hold: columns.toml."""
    return _read("columns.toml")


@cache
def known_names(kind: Kind) -> tuple[Name, ...]:
    """Return what can be measured of a table of that kind, in the order in which it is shown: names.toml."""
    return tuple(Name(**one) for one in _read("names.toml")[str(kind)])


def folded(word: str) -> str:
    """Return a word in small letters, with one blank for all that is not a letter or a number."""
    return " ".join(re.sub(r"[\W_]+", " ", word.lower()).split())


def _read(name: str) -> Mapping[str, Any]:
    folder = resources.files("evenhand.measures.own_table") / "data"
    return tomllib.loads((folder / name).read_text("utf-8"))
