"""What a reading says of a document, in the reader's language where it told a code, else in English that says so."""

from collections.abc import Mapping
from typing import Any


def english(text: str) -> dict[str, str]:
    """Return a sentence of the library that there is in English alone."""
    return {"text": text, "lang": "en"}


def in_words(one: Mapping[str, Any]) -> dict[str, str]:
    """Return a doubt in words."""
    return english(one["words"])
