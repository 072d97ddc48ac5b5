"""What the columns of published tables mean, from data/columns.toml: for metadata and for the documentation."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading for people, its meaning, its datatype in CSV on the Web, and whether a cell must be filled."""

    name: str
    title: str
    says: str
    type: str = "string"
    required: bool = False


@cache
def columns_of(table: str) -> Mapping[str, Column]:
    """Return the described columns of `measures` or `counts`, by name."""
    described = {**_data()["people"], **_data()[table]}
    return {name: Column(name=name, **about) for name, about in described.items()}


def keys_of(table: str) -> tuple[str, ...]:
    """Return the columns that together name one row of `measures` or `counts`."""
    return tuple(_data()["keys"][table])


def meanings(kind: str) -> Mapping[str, str]:
    """Return what the values of `measure`, or of a measure's `state` (`held`), mean."""
    return dict(_data()[kind])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files("evenhand.publish") / "data" / "columns.toml").read_text("utf-8"))
