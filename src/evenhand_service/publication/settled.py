"""What the files of data settle: the licence, how long copies last, how often the interface may be asked."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from django.conf import settings


@cache
def told(file: str) -> dict[str, Any]:
    """Return what one of this app's files of data says."""
    return tomllib.loads((resources.files(__package__) / "data" / f"{file}.toml").read_text("utf-8"))


def licence() -> dict[str, Any]:
    """Return the licence of open data: its address, and its name by language; the installation's own if it has one."""
    return getattr(settings, "OPEN_DATA_LICENCE", None) or told("open_data")["licence"]


def said_in(words: dict[str, str], language: str) -> str:
    """Return words in a language, in English where that is lacking."""
    return words.get(language) or words["en"]
