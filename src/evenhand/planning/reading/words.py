"""The words by which plans name their columns and parts: versioned data, English and Welsh."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from evenhand.planning.dates import Kind

_DATA = "data/words-2026-11.toml"
_PLAIN = re.compile(r"[^\w#/?']+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words with what each says of a column or part; the data file says where they come from."""

    version: str
    columns: Mapping[str, str]
    instead: Mapping[str, Sequence[str]]
    asks: Mapping[str, Kind]
    aim: tuple[str, ...]
    theme: tuple[str, ...]
    supporting: tuple[str, ...]
    plain: frozenset[str]
    labels: Mapping[str, str]

    def role_of(self, heading: str) -> str | None:
        """Return what a column with such a heading holds; None where no word of it is known."""
        return first_of(self.columns, plain(heading))

    def asks_for(self, heading: str) -> Kind:
        """Return what the dates under a heading ask for; unmarked where it says neither or both."""
        said = plain(heading)
        found = {
            kind for word, kind in self.asks.items() if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said)
        }
        return found.pop() if len(found) == 1 else Kind.UNMARKED


def plain(text: str) -> str:
    """Return a heading in small letters without signs, one space between words."""
    return _PLAIN.sub(" ", text.lower().replace("’", "'")).strip()


def first_of(words: Mapping[str, str], said: str) -> str | None:
    """Return the role of the word that stands first in a heading, the longest of those."""
    if not said:
        return None
    if said in words:
        return words[said]
    best: tuple[int, int] | None = None
    role = None
    for word, one in words.items():
        match = re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", said)
        if match and (best is None or (match.start(), -len(word)) < best):
            best, role = (match.start(), -len(word)), one
    return role


@cache
def load_words() -> Words:
    """Return the words that come with Evenhand."""
    read = tomllib.loads((resources.files("evenhand.planning.reading") / _DATA).read_text("utf-8"))
    columns = {plain(word): role for role, words in read["columns"].items() for word in words}
    labels = {plain(word): role for role, words in read["labels"].items() for word in words}
    return Words(
        version=read["version"],
        columns={word: role for word, role in columns.items() if word},
        instead=read["instead"],
        asks={plain(word): Kind(kind) for kind, words in read["asks"].items() for word in words},
        aim=tuple(read["parts"]["aim"]),
        theme=tuple(read["parts"]["theme"]),
        supporting=tuple(read["parts"]["supporting"]),
        plain=frozenset(read["parts"]["plain"]),
        labels={**columns, **labels},
    )
