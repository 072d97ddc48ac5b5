"""Groups in tables of counts: which characteristic, code list and edition the words of a file stand for.

A table may name its code list. Where it doesn't, the newest list of that characteristic in which every group
of the file is found is taken (broad ethnic groups are found in the broad list); where none is, the words are
kept as they stand, as a list of the file's own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from evenhand.foundations import EVERYONE
from evenhand.vocabulary import UNKNOWNS, CodeList, Vocabulary

LOCAL = "local"
"""The code list of groups that stand in no list: words of the file's own."""

_ALL = {"", EVERYONE, "all", "total"}


class Asked(NamedTuple):
    """The words of a row, as a file writes them; None where the cell is blank."""

    file_no: int
    characteristic: str | None
    code_list: str | None
    group: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What the words of a row stand for, or the name of the fault in them."""

    characteristic: str = EVERYONE
    code_list: str = ""
    edition: str = ""
    group: str = EVERYONE
    fault: str = ""


def place(asked: Sequence[Asked], vocabulary: Vocabulary) -> tuple[list[Placed], Mapping[int, list[str]]]:
    """Return what each of the distinct rows of words stands for, and warnings by number of the file."""
    together: dict[tuple[int, str, str | None], list[str]] = {}
    for row in asked:
        together.setdefault(_key(row), []).append(row.group or "")
    placed: dict[tuple[int, str, str | None], dict[str, Placed]] = {}
    warnings: dict[int, list[str]] = {}
    for (file_no, characteristic, listed), groups in together.items():
        found, warning = _place_together(characteristic, listed, groups, vocabulary)
        placed[file_no, characteristic, listed] = found
        if warning:
            warnings.setdefault(file_no, []).append(warning)
    return [placed[_key(row)][row.group or ""] for row in asked], warnings


def _key(row: Asked) -> tuple[int, str, str | None]:
    return row.file_no, _word(row.characteristic or ""), row.code_list


def _place_together(
    words: str, listed: str | None, groups: Sequence[str], vocabulary: Vocabulary
) -> tuple[dict[str, Placed], str]:
    """Place the groups that stand in one file under one characteristic and one code list."""
    if _word(words) in _ALL:
        stray = Placed(fault="no_characteristic")
        return {group: Placed() if _word(group) in _ALL else stray for group in groups}, ""
    characteristic = _characteristic(words, vocabulary)
    if listed is None:
        code_list = _list_of(characteristic, groups, vocabulary)
    elif listed not in vocabulary.code_lists:
        return {group: Placed(fault="unknown_list") for group in groups}, ""
    else:
        code_list = vocabulary.code_lists[listed]
        if code_list.characteristic != characteristic:
            return {group: Placed(fault="other_list") for group in groups}, ""
    if code_list is None:
        return _local(characteristic, groups), _why_local(words, characteristic, groups, vocabulary)
    return {group: _in_list(group, code_list) for group in groups}, ""


def _in_list(group: str, code_list: CodeList) -> Placed:
    code = code_list.spellings().get(_word(group))
    if code is None:
        return Placed(fault="unknown_group" if group else "no_group")
    return Placed(
        characteristic=code_list.characteristic, code_list=code_list.id, edition=code_list.edition, group=code
    )


def _local(characteristic: str, groups: Sequence[str]) -> dict[str, Placed]:
    unknown = {_word(words): code for code, label in UNKNOWNS.items() for words in (code, label)}
    first: dict[str, str] = {}
    for group in sorted(groups):
        first.setdefault(_word(group), group)
    return {
        group: Placed(
            characteristic=characteristic,
            code_list=LOCAL,
            group=unknown.get(_word(group), first[_word(group)]),
        )
        if group
        else Placed(fault="no_group")
        for group in groups
    }


def _list_of(characteristic: str, groups: Sequence[str], vocabulary: Vocabulary) -> CodeList | None:
    """Return the newest list of the characteristic that has all the groups; failing that, of its coarser one."""
    words = {_word(group) for group in groups if group}
    for name in (characteristic, vocabulary.coarser_characteristics.get(characteristic)):
        fits = [one for one in _lists(name, vocabulary) if words <= one.spellings().keys()]
        if fits:
            return max(fits, key=lambda one: (one.valid_from or date.min, one.key))
    return None


def _why_local(words: str, characteristic: str, groups: Sequence[str], vocabulary: Vocabulary) -> str:
    start = (
        f"No code list of '{words}' has every group of this file, so the groups are kept as they are written."
    )
    known = {_word(group) for group in groups if group}
    lists = {one.key: len(known - one.spellings().keys()) for one in _lists(characteristic, vocabulary)}
    if not lists:
        return start
    nearest = min(sorted(lists), key=lambda key: lists[key])
    return f"{start} Of {len(known)}, {lists[nearest]} don't stand in the nearest list, {nearest}."


def _lists(characteristic: str | None, vocabulary: Vocabulary) -> list[CodeList]:
    """Return the lists that words may be looked up in: those that are taken by name only are left out."""
    every = vocabulary.code_lists.values()
    return [one for one in every if one.characteristic == characteristic and not one.by_name_only]


def _characteristic(words: str, vocabulary: Vocabulary) -> str:
    """Return the vocabulary's name of a characteristic; a new one in small letters with underscores."""
    word = _word(words)
    titles = {_word(title): key for key, title in vocabulary.characteristics.items()}
    known = {one.characteristic: one.characteristic for one in vocabulary.code_lists.values()}
    name = re.sub(r"\W+", "_", word).strip("_") or word
    return {**titles, **known}.get(word) or {**titles, **known}.get(name, name)


def _word(text: str) -> str:
    return " ".join(text.split()).lower()
