"""Windows of time that hold where a programme names none of its own, read from a data file with their source."""

import tomllib
from functools import cache
from importlib import resources

from evenhand.vocabulary import Window


@cache
def default_windows() -> dict[str, Window]:
    """Return the usual windows by name."""
    text = (resources.files("evenhand.pathway") / "windows.toml").read_text("utf-8")
    return {one["name"]: Window(**one) for one in tomllib.loads(text)["window"]}


def default_days(name: str) -> int:
    """Return the days of the usual window of that name."""
    return default_windows()[name].days
