"""What the files of data settle: how long copies last, how often the interface may be asked."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def told(file: str) -> dict[str, Any]:
    """Return what one of this app's files of data says."""
    return tomllib.loads((resources.files(__package__) / "data" / f"{file}.toml").read_text("utf-8"))


def said_in(words: dict[str, str], language: str) -> str:
    """Return words in a language, in English where that is lacking."""
    return words.get(language) or words["en"]
