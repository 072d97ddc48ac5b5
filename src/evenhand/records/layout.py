"""Layouts: how records are written as a file of someone else's format, as data. One TOML file per format."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from evenhand.foundations import UnknownName

_DATA = resources.files("evenhand.records") / "layouts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A file format to write: its `fields` in order, and `own` ones of Evenhand's beside them.

    `sources` names the record's column that each field is written from. `lists` is the code list of a field,
    `words` the code for each value (others can't be written), `instead` the code for some values, `none`
    values that the field has no code for, `constant` a code that stands wherever the record has a value.
    `dates` is how a day is written, `empty` what stands in a cell with nothing in it. `without_consent` are
    the fields of somebody who doesn't consent, `needed` those without which a row can't be read again.
    """

    id: str
    source: str
    verified: bool
    dates: str
    empty: str
    fields: tuple[str, ...]
    own: tuple[str, ...]
    sources: Mapping[str, str]
    lists: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    instead: Mapping[str, Mapping[str, str]]
    none: Mapping[str, tuple[str, ...]]
    constant: Mapping[str, str]
    without_consent: tuple[str, ...]
    needed: tuple[str, ...]
    notes: Mapping[str, str]


@cache
def load_layout(name: str) -> Layout:
    """Return the layout of that name. Raises UnknownName with the known ones."""
    known = sorted(path.name.removesuffix(".toml") for path in _DATA.iterdir() if path.name.endswith(".toml"))
    if name not in known:
        raise UnknownName(f"There is no layout '{name}' to write.", mend=f"Known: {', '.join(known)}.")
    data = tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))
    return Layout(
        **{key: data[key] for key in ("id", "source", "verified", "dates", "empty", "lists", "words")},
        **{key: data[key] for key in ("instead", "constant", "notes")},
        fields=tuple(data["fields"]),
        own=tuple(data["own"]),
        sources=data["from"],
        none={field: tuple(values) for field, values in data["none"].items()},
        without_consent=tuple(data["rows"]["without_consent"]),
        needed=tuple(data["rows"]["needed"]),
    )
