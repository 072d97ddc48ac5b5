"""Reasons to look twice at a row, from versioned data."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from evenhand.planning.rows import Doubt
from evenhand.planning.said import said

_DATA = "data/doubts-2026-11.toml"


def doubts_of(codes: Iterable[str]) -> tuple[Doubt, ...]:
    """Return the doubts with these codes, each once, in their order."""
    return tuple(_all()[code] for code in dict.fromkeys(codes))


@cache
def _all() -> dict[str, Doubt]:
    read = tomllib.loads((resources.files("evenhand.planning.reading") / _DATA).read_text("utf-8"))
    return {
        code: Doubt(code, said(f"doubt.{code}"), float(one["costs"]))
        for code, one in read.items()
        if isinstance(one, dict)
    }
