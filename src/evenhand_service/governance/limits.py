"""Limits of governance, read from data/limits.toml."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def limits() -> dict[str, Any]:
    """Return every limit by its name."""
    text = (resources.files("evenhand_service.governance") / "data" / "limits.toml").read_text("utf-8")
    return tomllib.loads(text)
