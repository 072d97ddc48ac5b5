"""What a page of this app is made of, as plain data: facts, tables, warnings, ways on and steps to take."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption; `empty` is said in its place where it has no rows."""

    caption: str
    head: Sequence[Any]
    rows: Sequence[Sequence[Any]]
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that somebody wrote, in whichever language."""

    text: str
    language: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page under a heading."""

    title: str
    lead: str = ""
    table: Table | None = None
    items: Sequence[Any] = ()
    words: Sequence[Words] = ()
    links: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to do with one button; `kept` says what stays where it cannot be undone.

    `read` is the digest of the words that stand on the page; `ticks` are a value and a text each, all of them needed.
    """

    text: str
    address: str
    value: str
    kept: str = ""
    warning: bool = False
    read: str = ""
    ticks_title: str = ""
    ticks: Sequence[tuple[str, str]] = ()


def steps_of(
    names: Iterable[str],
    words: Mapping[str, tuple[str, str]],
    address: str,
    carried: Mapping[str, Mapping[str, Any]],
) -> list[Step]:
    """Return steps by their names, with the words of each (text, kept) and what single ones carry beside them."""
    return [
        Step(
            text=words[one][0],
            kept=words[one][1],
            address=address,
            value=one,
            warning=one == "end",
            **carried.get(one, {}),
        )
        for one in names
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A page about one thing. A fact is a label and one or more texts; `tag` a word and its colour."""

    title: str
    lead: str = ""
    tag: tuple[str, str] | None = None
    warnings: Sequence[str] = ()
    before: Sequence[Section] = ()
    facts: Sequence[tuple[str, Sequence[str]]] = ()
    sections: Sequence[Section] = ()
    links: Sequence[tuple[str, str]] = ()
    steps: Sequence[Step] = ()
    title_language: str = ""
    breadcrumbs: Sequence[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page with a list: what it is for, its table, and what to do next."""

    title: str
    lead: str
    table: Table
    links: Sequence[tuple[str, str]] = ()
    breadcrumbs: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A page with a form: what it does, its button and the way out."""

    title: str
    button: str
    cancel: str
    lead: str = ""
    notes: Sequence[str] = ()
    warning: bool = False
    breadcrumbs: Sequence[tuple[str, str]] = ()
