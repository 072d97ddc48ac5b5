"""The vocabulary in another language: labels and phrases replaced from a table, the codes as they are."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from evenhand.foundations import UnknownName
from evenhand.vocabulary.areas import Area
from evenhand.vocabulary.language import LANGUAGES
from evenhand.vocabulary.programmes import Programme
from evenhand.vocabulary.vocabulary import Vocabulary

_DATA = resources.files("evenhand.vocabulary") / "messages"
_WORDS = frozenset(
    {
        "title",
        "question",
        "label",
        "people",
        "did",
        "note",
        "name",
        "notes",
        "limits",
        "stages",
        "exits",
        "stay",
        "values",
    }
)
"""The fields that hold words for a reader, or things that do."""
T = TypeVar("T")


def in_language(vocabulary: Vocabulary, language: str) -> Vocabulary:
    """Return the vocabulary with its words in `language`; a word without a translation stays as it is.

    Codes, keys and fingerprints do not change: the same cells carry other words. Raises UnknownName for a language
    that there is none of.
    """
    if language not in LANGUAGES:
        known = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
        raise UnknownName(f"There is no vocabulary in '{language}'.", mend=f"Known languages: {known}.")
    if language == vocabulary.language:
        return vocabulary
    phrases = load_phrases(language)
    areas = {
        code: _own_name(_translated(one, phrases), language) for code, one in vocabulary.areas.by_code.items()
    }
    return replace(
        vocabulary,
        language=language,
        code_lists={key: _translated(one, phrases) for key, one in vocabulary.code_lists.items()},
        characteristics=_values(vocabulary.characteristics, phrases),
        protected=_values(vocabulary.protected, phrases),
        areas=replace(vocabulary.areas, by_code=areas),
        programmes={name: _translated(one, phrases) for name, one in vocabulary.programmes.items()},
    )


def _own_name(area: Area, language: str) -> Area:
    """An area by the name that whoever named it gives it in the language."""
    return replace(area, name=area.name_cy) if language == "cy" and area.name_cy else area


def programme_in(programme: Programme, language: str) -> Programme:
    """Return a programme, a user's own too, with its words in `language` where they have a translation."""
    return _translated(programme, load_phrases(language))


@cache
def load_phrases(language: str) -> Mapping[str, str]:
    """Return English phrases with their translation; none for English itself."""
    folder = _DATA / language / "phrases"
    if not folder.is_dir():
        return {}
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    tables = [table for one in files for table in tomllib.loads(one.read_text("utf-8")).values()]
    return {english: said for table in tables for english, said in table.items()}


def _translated(thing: T, phrases: Mapping[str, str]) -> T:
    """Return a frozen value with its words translated, and the values inside it."""
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    changed = {
        one.name: _word(getattr(thing, one.name), phrases) for one in fields(thing) if one.name in _WORDS
    }
    return replace(thing, **changed)


def _word(value: Any, phrases: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return phrases.get(value, value)
    if isinstance(value, tuple):
        return tuple(_word(one, phrases) for one in value)
    return _translated(value, phrases)


def _values(words: Mapping[str, str], phrases: Mapping[str, str]) -> dict[str, str]:
    return {key: phrases.get(text, text) for key, text in words.items()}
