"""What a profile says: how one file format is read, as data. One TOML file per format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

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


class Partial(StrEnum):
    """What a date without a day means: nothing that can be used, or the first or middle of its month or year."""

    REFUSE = "refuse"
    FIRST = "first"
    MIDDLE = "middle"


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
    `only_where` names another target and the value it must have for the cell to be looked at; `otherwise` is
    what a word means that isn't among the codes (else: a fault), counted in a warning. Codes are those of
    `code_list` and `more_lists`, put into the coarser list `into` where that is named.

    Of a count: `bounded` says that a hidden one is taken where its bounds are known, `rounded_to` is the
    number of which its publisher made it a multiple, `looks_rounded` the numbers that are looked for where
    nobody said so (in files of `looks_rounded_from` counts or more), `detect` whether it is then read as
    rounded, and `hidden_means` the least and the most that a hidden one can be. `origin` is day zero of a
    `day`.
    """

    name: str
    target: str
    kind: Kind
    also: tuple[str, ...] = ()
    required: bool = True
    filled: bool = True
    blank: str | None = None
    code_list: str | None = None
    more_lists: tuple[str, ...] = ()
    into: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    pattern: str | None = None
    partial: Partial = Partial.REFUSE
    low: int | None = None
    high: int | None = None
    only_where: tuple[str, str] | None = None
    bounded: bool = False
    rounded_to: int | None = None
    looks_rounded: tuple[int, ...] = ()
    looks_rounded_from: int = 0
    detect: bool = False
    hidden_means: tuple[int, int] | None = None
    origin: date | None = None
    mend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule across two columns: `not_before` another date, or `needs` another where `when` is filled.

    Where `warn` holds, rows that break it are kept and counted in a warning.
    """

    column: str
    must: str
    other: str
    rule: str
    mend: str
    when: str | None = None
    warn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """That any of these targets holds one of the values `holds`; or with no such values, anything at all."""

    any: tuple[str, ...]
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value, and the conditions that must all be met for it."""

    value: str
    where: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A value that is worked out from other targets of the same row, in one of four ways.

    The band of a code list in which a whole `number` falls (in a file without it: `otherwise`); the years from
    `born` to `at`; the `first_of` several targets with something in it (only where the conditions `where` are
    met); the first of the choices in `choose` whose conditions are met, or else `otherwise`.
    """

    target: str
    number: str | None = None
    code_list: str | None = None
    born: str | None = None
    at: str | None = None
    first_of: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    choose: tuple[Choice, ...] = ()
    otherwise: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKey:
    """How a person is told: by what identifies them, keyed with a secret; else by their number at a service.

    `parts` are the targets that identify somebody (initials, date of birth, sex): they go no further than
    into the key. `otherwise` are the targets of which a person's number is made where there is no secret, or
    a part is blank; `given` is a target that holds a pseudonym, which comes before both.
    """

    parts: tuple[str, ...]
    otherwise: tuple[str, ...]
    given: str | None = None


class Take(StrEnum):
    """Which of the values in the rows of one record is taken; `same`: they may not differ."""

    FIRST = "first"
    LAST = "last"
    EARLIEST = "earliest"
    LATEST = "latest"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """How several rows become one record: rows are of one record whose targets in `key` agree.

    `says` names the record in messages. Of each target the first value is taken that there is in the order
    of the rows, or what `take` says of it.
    """

    key: tuple[str, ...]
    says: str
    take: Mapping[str, Take] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One file format. `key` are the targets that make two rows the same one; empty: all of them.

    `keep_duplicates` says that like rows are different events; `area_from_name` that the file's name says
    which police force it is of; `from_name` what else that name says, by target: a pattern, whose first group
    is put into `as`; `wide` how the headings of a wide table are read; `unused` are known columns that are
    not read; `blanks` words that stand for an empty cell.
    """

    id: str
    title: str
    source: str
    verified: bool
    record: str
    columns: tuple[Column, ...]
    shape: Shape = Shape.ROWS
    checks: tuple[Check, ...] = ()
    derived: tuple[Derived, ...] = ()
    key: tuple[str, ...] = ()
    keep_duplicates: bool = False
    area_from_name: bool = False
    from_name: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    wide: Mapping[str, Any] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    blanks: tuple[str, ...] = ()
    person_key: PersonKey | None = None
    fold: Fold | None = None

    @property
    def code_lists(self) -> dict[str, str]:
        """The code list (`id:edition`) of each target that has one."""
        columns = {one.target: one.into or one.code_list for one in self.columns if one.code_list}
        return columns | {one.target: one.code_list for one in self.derived if one.code_list}


def heading_key(text: str) -> str:
    """Return a heading without case, spaces, underscores, hyphens and byte order mark, to compare it."""
    return _GAPS.sub("", text).casefold()
