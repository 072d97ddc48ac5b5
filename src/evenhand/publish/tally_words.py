"""The words for what stands in a side table's key columns: codes of records, months, characteristics, groups, steps."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evenhand.findings.words import capital
from evenhand.foundations import EVERYONE, Tally
from evenhand.publish.shelf import Shelf
from evenhand.vocabulary import UNKNOWNS
from evenhand.vocabulary.translate import load_phrases

_TYPED = frozenset({"place", "file", "study", "source", "column"})
"""Keys whose values are somebody's own words: never taken for a phrase of ours."""


def in_words(shelf: Shelf, tally: Tally) -> Tally:
    """Return a tally with its title, headings, unit and note in the language of the release; its rows as they are."""
    said = load_phrases(shelf.release.language)
    return replace(
        tally,
        title=said.get(tally.title, tally.title),
        headings=tuple(said.get(one, one) for one in tally.headings),
        unit=said.get(tally.unit, tally.unit),
        note=said.get(tally.note, tally.note),
    )


def short_words(shelf: Shelf, row: Mapping[str, Any], key: str) -> str:
    """Return what a value is called at the head of a narrow column: months by their short names."""
    if key != "month":
        return key_words(shelf, row, key)
    year, _, month = str(row[key]).partition("-")
    return f"{shelf.say(f'page.month_short.m{int(month)}')} {year}"


def key_words(shelf: Shelf, row: Mapping[str, Any], key: str) -> str:
    """Return what a key of a row is called on a page; the value as it is where nobody has named it."""
    value = str(row[key])
    match key:
        case "area":
            return shelf.area_name(value)
        case "period":
            return shelf.speech.period(value)
        case "month":
            year, _, month = value.partition("-")
            return f"{shelf.speech.month(int(month))} {year}"
        case "characteristic":
            return capital(shelf.vocabulary.characteristic_title(value))
        case "step":
            return shelf.release.programme.stage(value).label
        case "group" if "code_list" in row and value not in UNKNOWNS:
            return shelf.vocabulary.group_label(str(row["code_list"]), str(row["edition"]), value)
        case "group" | "answer":
            return _answer(shelf, str(row.get("characteristic", "")), value)
    return _named(shelf, key, value)


def _answer(shelf: Shelf, characteristic: str, value: str) -> str:
    """A group whose list does not stand in the row: by the first list of the characteristic that knows it."""
    if value == EVERYONE:
        return shelf.vocabulary.group_label("", "", EVERYONE)
    if value in UNKNOWNS:
        return capital(shelf.say(f"figures.unknown.{value}"))
    for listed in shelf.vocabulary.code_lists.values():
        if listed.characteristic == characteristic and any(one.code == value for one in listed.values):
            return listed.label(value)
    return _named(shelf, "answer", value)


def _named(shelf: Shelf, key: str, value: str) -> str:
    known = shelf.speech.messages
    for name in (f"tally.{key}.{value}", f"monitoring.{key}.{value}"):
        if known.has(name):
            return capital(shelf.say(name))
    return value if key in _TYPED else load_phrases(shelf.release.language).get(value, value)
