"""Which column of somebody's table is what: the count, its status, rates and denominators, and what divides people."""

import re
from dataclasses import dataclass

import numpy as np

from evenhand.attack.attackers import attackers
from evenhand.attack.reading.text_table import Text, TextTable, numbers
from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.foundations import UnreadableFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names of a table's columns by what they are; `status` and `denominator` are empty where there is none."""

    count: str
    status: str
    rates: tuple[str, ...]
    denominator: str
    dimensions: tuple[str, ...]


def columns_of(table: TextTable, *, count: str | None = None) -> Columns:
    """Return what the columns of a table are; raise UnreadableFile where no column holds counts."""
    names = list(table.columns)
    known = attackers()["columns"]
    told = _count(table, count)
    status = next((name for name in names if name.lower() in known["status"] and name != told), "")
    rest = [name for name in names if name not in (told, status)]
    denominator = next(
        (one for one in rest if one.lower() in known["denominator"] and _is_numeric(table, one)), ""
    )
    rest = [
        one for one in rest if one != denominator and one.lower() not in known["bounds"] + known["ignored"]
    ]
    rates = [one for one in rest if _is_numeric(table, one) and _is_rate(one, table.columns[one])]
    dimensions = tuple(one for one in rest if one not in rates)
    return Columns(
        count=told,
        status=status,
        rates=tuple(rates),
        denominator=denominator,
        dimensions=_told_once(table, dimensions),
    )


def _count(table: TextTable, named: str | None) -> str:
    """The column of counts: the one named, one with a usual name, or the last one of whole numbers and markers."""
    if named is not None:
        if named not in table.columns:
            raise UnreadableFile(
                f"{table.file} has no column '{named}'.", mend="Name its counts with --count."
            )
        return named
    usual = attackers()["columns"]["count"]
    found = [one for one in table.columns if _holds_counts(table.columns[one])]
    by_name = sorted((one for one in found if one.lower() in usual), key=lambda one: usual.index(one.lower()))
    not_counts = attackers()["columns"]["denominator"] + attackers()["columns"]["rate"]
    others = [one for one in found if one.lower() not in not_counts]
    if not by_name and not others:
        raise UnreadableFile(f"No column of {table.file} holds counts.", mend="Name it with --count COLUMN.")
    return by_name[0] if by_name else others[-1]


def _holds_counts(column: Text) -> bool:
    """Whether all are whole numbers or stand for a hidden one, and at least one is a number."""
    number = numbers(column)
    known = ~np.isnan(number)
    whole = (number[known] >= 0) & (number[known] % 1 == 0)
    return bool(known.any() and whole.all() and is_marker(column[~known]).all())


def is_marker(column: Text) -> Mask:
    """Return which texts stand for a hidden count."""
    lower = np.char.lower(column)
    return np.asarray(np.isin(lower, attackers()["markers"]["hidden"]) | (small_below(column) > 0), np.bool_)


def small_below(column: Text) -> Number:
    """Return for texts like '<5' the number that the count is below; 0 for others."""
    pattern = re.compile(attackers()["markers"]["small"])
    below = {
        one: float(found[1]) for one in np.unique(np.char.lower(column)) if (found := pattern.match(one))
    }
    codes, place = np.unique(np.char.lower(column), return_inverse=True)
    return np.asarray([below.get(one, 0.0) for one in codes], dtype=np.float64)[place]


def _is_numeric(table: TextTable, name: str) -> bool:
    column = table.columns[name]
    number = numbers(column)
    return bool((~np.isnan(number)).any() and is_marker(column[np.isnan(number)]).all())


def _is_rate(name: str, column: Text) -> bool:
    """Whether numbers are rates: by their name, a sign of per cent or figures behind the point."""
    if name.lower() in attackers()["columns"]["rate"]:
        return True
    return bool((np.char.endswith(column, "%") | (np.char.find(column, ".") >= 0)).any())


def _told_once(table: TextTable, names: tuple[str, ...]) -> tuple[str, ...]:
    """The dimensions without those that say another one in other words (a name beside a code)."""
    kept: list[str] = []
    for name in names:
        codes = np.unique(table.columns[name])
        for other in kept:
            pairs = np.unique(np.char.add(np.char.add(table.columns[other], "\x1f"), table.columns[name]))
            if len(codes) > 1 and len(pairs) == len(codes) == len(np.unique(table.columns[other])):
                break
        else:
            kept.append(name)
    return tuple(kept)
