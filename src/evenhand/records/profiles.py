"""File profiles: how each file format is read, as data. One TOML file per format."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from evenhand.foundations import UnknownName, VocabularyError

_DATA = resources.files("evenhand.records") / "profiles"
_GAPS = re.compile(r"[\s_\-\ufeff]+")


class Kind(StrEnum):
    """What a cell holds. `count` is a whole number that may have been hidden by whoever published it.

    `estimate` is a number that need not be whole; `day` a number of days from the column's `origin`.
    """

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    WHOLE = "whole"
    COUNT = "count"
    ESTIMATE = "estimate"
    DAY = "day"


class Shape(StrEnum):
    """How the rows of a file become records: one for one, or by way of a module of its own."""

    ROWS = "rows"
    COUNTS = "counts"
    POPULATION = "population"
    WIDE = "wide"
    LONG = "long"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a file and the column of the record that it fills.

    `required` asks for the heading, `filled` for something in every cell; `blank` is what a blank cell
    means (else: no value). `pattern` is a regular expression whose first group is taken for the value.
    `only_where` names another target and the value it must have for the cell to be looked at.

    Of a count: `rounded_to` is the number of which its publisher made it a multiple, `looks_rounded` the
    numbers that are looked for where nobody said so, `detect` whether it is then read as rounded, and
    `hidden_means` the least and the most that a hidden one can be. `origin` is day zero of a `day`.
    """

    name: str
    target: str
    kind: Kind
    also: tuple[str, ...] = ()
    required: bool = True
    filled: bool = True
    blank: str | None = None
    code_list: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    pattern: str | None = None
    low: int | None = None
    high: int | None = None
    only_where: tuple[str, str] | None = None
    rounded_to: int | None = None
    looks_rounded: tuple[int, ...] = ()
    detect: bool = False
    hidden_means: tuple[int, int] | None = None
    origin: date | None = None
    mend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule across two columns: `not_before` another date, or `needs` another where `when` is filled."""

    column: str
    must: str
    other: str
    rule: str
    mend: str
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A code that is worked out from a whole number and the bands of a code list."""

    target: str
    number: str
    code_list: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One file format. `key` are the targets that make two rows the same one; empty: all of them.

    `keep_duplicates` says that like rows are different events; `area_from_name` that the file's name says
    which police force it is of; `from_name` what else that name says, by target: a pattern, whose first group
    is put into `as`; `wide` how the headings of a wide table are read; `unused` are known columns that are
    not read.
    """

    id: str
    title: str
    source: str
    verified: bool
    record: str
    shape: Shape
    columns: tuple[Column, ...]
    checks: tuple[Check, ...] = ()
    derived: tuple[Derived, ...] = ()
    key: tuple[str, ...] = ()
    keep_duplicates: bool = False
    area_from_name: bool = False
    from_name: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    wide: Mapping[str, Any] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)

    @property
    def code_lists(self) -> dict[str, str]:
        """The code list (`id:edition`) of each target that has one."""
        columns = {one.target: one.code_list for one in self.columns if one.code_list}
        return columns | {one.target: one.code_list for one in self.derived}


def heading_key(text: str) -> str:
    """Return a heading without case, spaces, underscores, hyphens and byte order mark, to compare it."""
    return _GAPS.sub("", text).casefold()


@cache
def load_profiles() -> Mapping[str, Profile]:
    """Return the profiles that come with Evenhand, by id. Raises VocabularyError where one is faulty."""
    files = sorted(
        (path for path in _DATA.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name
    )
    profiles = [read_profile(path.read_text("utf-8"), path.name) for path in files]
    return {profile.id: profile for profile in profiles}


def profile_named(name: str) -> Profile:
    """Return the profile of that name. Raises UnknownName with the known ones."""
    profiles = load_profiles()
    if name not in profiles:
        raise UnknownName(f"There is no profile '{name}'.", mend=f"Known profiles: {', '.join(profiles)}.")
    return profiles[name]


def read_profile(text: str, name: str) -> Profile:
    """Return the profile written in `text` (TOML). Raises VocabularyError naming the file otherwise."""
    try:
        return _profile(tomllib.loads(text))
    except (KeyError, ValueError, TypeError) as error:
        raise VocabularyError(f"The profile {name} lacks or misspells something: {error}.") from error


def _profile(data: dict[str, Any]) -> Profile:
    columns = tuple(_column(one) for one in data.pop("column"))
    checks = tuple(Check(**one) for one in data.pop("check", ()))
    derived = tuple(Derived(**one) for one in data.pop("derive", ()))
    shape = Shape(data.pop("shape", "rows"))
    lists: dict[str, Any] = {name: tuple(data.pop(name, ())) for name in ("key", "unused")}
    return Profile(columns=columns, checks=checks, derived=derived, shape=shape, **lists, **data)


def _column(data: dict[str, Any]) -> Column:
    fields = {"target": data["name"], **data, "kind": Kind(data["kind"])}
    fields["also"] = tuple(data.get("also", ()))
    fields["filled"] = data.get("filled", "blank" not in data)
    for pair in ("only_where", "hidden_means"):
        if pair in data:
            fields[pair] = (data[pair][0], data[pair][1])
    fields["looks_rounded"] = tuple(data.get("looks_rounded", ()))
    return Column(**fields)
