"""A user's own vocabulary: newer editions, local lists, areas and breaks from a folder, checked before use."""

import dataclasses
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evenhand.foundations import UnreadableFile, VocabularyError
from evenhand.vocabulary.area_files import check_areas, read_areas
from evenhand.vocabulary.areas import Area
from evenhand.vocabulary.breaks import Break, read_breaks
from evenhand.vocabulary.code_lists import CodeList, CodeListValue, CodeMap
from evenhand.vocabulary.list_files import read_code_list
from evenhand.vocabulary.mappings import check_maps
from evenhand.vocabulary.vocabulary import Vocabulary

_FORMS = "list-<name>.toml, areas-<name>.toml or breaks-<name>.toml"
_PARTS: Mapping[str, tuple[str, type]] = {
    "value": ("value", CodeListValue),
    "map": ("map", CodeMap),
    "area": ("area", Area),
    "break": ("break", Break),
}
_HEAD = {"version", "source", "verified", "level"}


def with_own_files(vocabulary: Vocabulary, folder: Path) -> Vocabulary:
    """Return the vocabulary with the lists, areas and breaks of a folder added.

    Files are named list-*.toml (one list each), areas-*.toml and breaks*.toml, and are written like those that come
    with Evenhand; files that aren't TOML are passed over. A list of the same name and edition as one that is there is
    refused: an edition doesn't change, a new one is added. Areas and breaks of the same code or id take the place of
    those that are there. Raises UnreadableFile or VocabularyError naming the file and what would mend it.
    """
    texts = {path.name: _text(path) for path in _files(folder)}
    lists = dict(vocabulary.code_lists)
    titles = dict(vocabulary.characteristics)
    areas: dict[str, Area] = {}
    breaks = {one.id: one for one in vocabulary.breaks}
    for name, text in texts.items():
        data = _toml(text, name)
        try:
            if name.startswith("list-"):
                _add_list(_checked(data, CodeList), lists, titles)
            elif name.startswith("areas-"):
                areas |= read_areas(_checked(data, None))
            else:
                breaks |= {one.id: one for one in read_breaks(_checked(data, None))}
        except VocabularyError as error:
            raise VocabularyError(f"{name}: {error.what}", mend=error.mend) from error
    check_maps(lists)
    known = vocabulary.areas.with_more(areas)
    check_areas(known.by_code)
    return dataclasses.replace(
        vocabulary,
        version=f"{vocabulary.version}+own",
        sha256=_sha256(vocabulary.sha256, texts),
        code_lists=lists,
        characteristics=titles,
        areas=known,
        breaks=tuple(breaks.values()),
    )


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise UnreadableFile(
            f"There is no folder {folder.name} with a vocabulary.", mend="Give the folder of your own files."
        )
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise UnreadableFile(
            f"The folder {folder.name} holds no vocabulary.", mend=f"Put files into it named {_FORMS}."
        )
    for path in paths:
        if not path.name.startswith(("list-", "areas-", "breaks")):
            raise VocabularyError(
                f"What {path.name} holds can't be told from its name.", mend=f"Name it {_FORMS}."
            )
        yield path


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"The file {path.name} cannot be read.", mend="Give a UTF-8 text file."
        ) from error


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"The file {name} is not valid TOML: {error}.") from error


def _add_list(data: Mapping[str, Any], lists: dict[str, CodeList], titles: dict[str, str]) -> None:
    listed = read_code_list(data)
    if listed.key in lists:
        raise VocabularyError(
            f"There is a list {listed.key} already, and an edition doesn't change.",
            mend="Give your list another edition: earlier releases keep the one they were made with.",
        )
    if listed.characteristic not in titles:
        if not listed.characteristic_title:
            raise VocabularyError(
                f"The list is of '{listed.characteristic}', for which there are no words.",
                mend="Give its words as 'characteristic_title', as they stand in a sentence: 'language group'.",
            )
        titles[listed.characteristic] = listed.characteristic_title
    lists[listed.key] = listed


def _checked(data: Mapping[str, Any], head: type | None) -> Mapping[str, Any]:
    """Return the data of a file; raise VocabularyError where a field is missing, misspelt or of another kind."""
    parts = {key: rows for key, rows in data.items() if key in _PARTS}
    _check_fields({key: value for key, value in data.items() if key not in parts}, head, "The file")
    if not parts:
        raise VocabularyError("The file has no rows.", mend="Give [[value]], [[area]] or [[break]] tables.")
    for key, rows in parts.items():
        words, made = _PARTS[key]
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise VocabularyError(f"'{key}' is not a table of rows.", mend=f"Write each as [[{key}]].")
        for number, row in enumerate(rows, start=1):
            _check_fields(row, made, f"The {words} {row.get('code') or row.get('id') or number}", data)
    return data


def _check_fields(
    given: Mapping[str, Any], made: type | None, what: str, head: Mapping[str, Any] | None = None
) -> None:
    fields = {one.name: one for one in dataclasses.fields(made)} if made is not None else {}
    known = (set(fields) - {"values", "maps"} if made is CodeList else set(fields)) or _HEAD
    strange = sorted({*given} - known)
    if strange:
        raise VocabularyError(
            f"{what} has a field there isn't: {', '.join(strange)}.",
            mend=f"Fields: {', '.join(sorted(known))}.",
        )
    needed = {name for name, one in fields.items() if _is_needed(one)} - {"values", "valid_from", "valid_to"}
    missing = sorted(needed - {*given} - {*(head or {})})
    if missing:
        raise VocabularyError(f"{what} lacks: {', '.join(missing)}.", mend="Add it.")
    for name, value in given.items():
        _check_kind(name, value, what)


def _check_kind(name: str, value: Any, what: str) -> None:
    wants_date = name in ("valid_from", "valid_to", "date", "until", "intensive_from")
    wants_bool = name in ("verified", "by_name_only", "coarser_verified", "marks_only", "of_its_own")
    if wants_date and (not isinstance(value, date) or hasattr(value, "hour")):
        raise VocabularyError(
            f"{what}: '{name}' is not a date.", mend="Write it as 2026-04-01, without quotes."
        )
    if wants_bool and not isinstance(value, bool):
        raise VocabularyError(
            f"{what}: '{name}' is neither true nor false.", mend="Write true or false, without quotes."
        )
    if name in ("code", "label", "id", "edition", "coarser", "group", "within") and not isinstance(
        value, str
    ):
        raise VocabularyError(f"{what}: '{name}' is not text.", mend="Put it in quotes.")


def _is_needed(one: "dataclasses.Field[Any]") -> bool:
    return one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING


def _sha256(before: str, texts: Mapping[str, str]) -> str:
    return hashlib.sha256("\n".join([before, *texts.values()]).encode()).hexdigest()
