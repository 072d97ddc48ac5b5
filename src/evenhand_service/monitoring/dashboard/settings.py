"""How much the pages show at once, from data/dashboard.toml."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def dashboard() -> dict[str, Any]:
    """Return the numbers, with their source in the file."""
    text = (resources.files(__package__) / "data" / "dashboard.toml").read_text("utf-8")
    return tomllib.loads(text)
