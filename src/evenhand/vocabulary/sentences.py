"""Sentences that were made in English, and kept, in another language: found again by their fields. Versioned data."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

_DATA = resources.files("evenhand.vocabulary") / "messages"
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """An English sentence as a pattern with its fields, and the same in another language."""

    pattern: re.Pattern[str]
    said: str


def in_other_words(sentence: str, language: str) -> str | None:
    """Return a sentence of the library's in a language, its fields as well; None where it is not known.

    The records keep what was said of a file in English. Of several sentences that fit, the one with the most letters of
    its own counts: 'Write {codes} or {last}.' stands back behind one that names its words.
    """
    for one in _sentences(language):
        if found := one.pattern.fullmatch(sentence):
            fields = {
                name: in_other_words(text, language) or text for name, text in found.groupdict().items()
            }
            return one.said.format(**fields)
    return None


@cache
def _sentences(language: str) -> Sequence[_Sentence]:
    folder = _DATA / language / "sentences"
    files = [one for one in folder.iterdir() if one.name.endswith(".toml")] if folder.is_dir() else []
    tables = [table for one in files for table in tomllib.loads(one.read_text("utf-8")).values()]
    pairs = [pair for table in tables for pair in table.items()]
    pairs.sort(key=lambda one: (-len(_FIELD.sub("", one[0])), one[0]))
    return [_Sentence(_pattern(english), said) for english, said in pairs]


def _pattern(english: str) -> re.Pattern[str]:
    """A sentence whose fields may hold anything; one that comes twice holds the same."""
    parts, seen, place = [], set(), 0
    for match in _FIELD.finditer(english):
        parts.append(re.escape(english[place : match.start()]))
        parts.append(f"(?P={match[1]})" if match[1] in seen else f"(?P<{match[1]}>.+?)")
        seen.add(match[1])
        place = match.end()
    return re.compile("".join([*parts, re.escape(english[place:])]), re.DOTALL)
