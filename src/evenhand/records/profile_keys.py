"""Whether the tables of a profile's file have the keys they may have, in words for whoever writes one."""

import difflib
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from enum import Enum
from functools import cache
from typing import Any

from evenhand.foundations import VocabularyError

_WORDS = {
    str: "text between quotation marks",
    bool: "true or false",
    int: "a whole number",
    tuple: "a list in square brackets",
    dict: "a table",
}


def check_table(data: Any, made_into: type, where: str, *, also: Iterable[str] = ()) -> None:
    """Raise VocabularyError where a table lacks a key, has one that nobody reads, or one of another kind.

    `made_into` is the dataclass whose fields the keys are, `also` are further keys, `where` names file and
    table in the message.
    """
    if not isinstance(data, Mapping):
        raise VocabularyError(f"{where} is not a table.", mend="Write it as name = value, one to a line.")
    known = [one.name for one in fields(made_into)] + list(also)
    for key in data:
        if key not in known:
            raise VocabularyError(
                f"{where} has the key '{key}', which nothing reads.", mend=_nearest(key, known)
            )
    for one in fields(made_into):
        needed = one.default is MISSING and one.default_factory is MISSING
        if needed and one.name not in data:
            raise VocabularyError(
                f"{where} lacks the key '{one.name}'.", mend=f"Add a line: {one.name} = ..."
            )
    hints = _hints(made_into)
    for key, value in data.items():
        if key in hints and (wanted := _wrong(value, hints[key])):
            raise VocabularyError(f"{where}: '{key}' is of the wrong kind.", mend=f"Write {wanted}.")


def check_word(word: Any, made_into: type[Enum], where: str) -> None:
    """Raise VocabularyError where a word is none of an enumeration's."""
    known = [str(one.value) for one in made_into]
    if word not in known:
        raise VocabularyError(f"{where} can't be '{word}'.", mend=f"Write one of {', '.join(known)}.")


@cache
def _hints(made_into: type) -> Mapping[str, Any]:
    return typing.get_type_hints(made_into)


def _nearest(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"The keys are {', '.join(sorted(known))}."


def _wrong(value: Any, hint: Any) -> str:
    """Return what should stand there instead, or nothing where the value will do."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(one for one in typing.get_args(hint) if one is not type(None))
    plain = typing.get_origin(hint) or hint
    expected = {tuple: list, Mapping: Mapping}.get(plain, plain)
    if plain not in (str, bool, int, tuple):
        return "a table" if plain is Mapping and not isinstance(value, Mapping) else ""
    if isinstance(value, expected) and not (plain is int and isinstance(value, bool)):
        return ""
    return _WORDS[plain]
