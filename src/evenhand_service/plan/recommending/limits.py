"""Limits of recommendations, read from data/limits.toml."""

import tomllib
from functools import cache
from importlib import resources


@cache
def limits() -> dict[str, int]:
    """Return every limit by its name."""
    text = (resources.files("evenhand_service.plan.recommending") / "data" / "limits.toml").read_text("utf-8")
    return tomllib.loads(text)
