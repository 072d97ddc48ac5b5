"""How many rows, how long: the numbers of findings/data/limits.toml."""

import tomllib
from functools import cache
from importlib import resources


@cache
def limits() -> dict[str, int]:
    """Return every limit by its name."""
    text = (resources.files("evenhand_service.monitoring.findings") / "data" / "limits.toml").read_text(
        "utf-8"
    )
    return {name: one for name, one in tomllib.loads(text).items() if isinstance(one, int)}
