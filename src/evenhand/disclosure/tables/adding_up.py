"""Which sums hold between the codes of each dimension: told by a hierarchy, or by what each table lists."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from evenhand.disclosure.linked import Sum
from evenhand.disclosure.linked.linked_set import Number, Whole
from evenhand.disclosure.linked.ranges import sums_of_codes
from evenhand.disclosure.tables.grid import find
from evenhand.disclosure.tables.hierarchy import of_dimension
from evenhand.disclosure.tables.joined import Joined
from evenhand.disclosure.tables.steps import sums_of_steps
from evenhand.disclosure.tables.types import Reading, TableRead

REST = "(others)"


def adding_up(
    tables: Sequence[TableRead], joined: Joined, reading: Reading, steps: Mapping[str, Sequence[str]]
) -> tuple[Sum, ...]:
    """Return how the codes of each dimension add up, those of `steps` in their order.

    Raises EvenhandError where a hierarchy does not fit.
    """
    names = joined.grid.names
    hierarchies = of_dimension(
        reading.hierarchies, {name: codes.tolist() for name, codes in names.items()}, reading.total
    )
    sums: list[Sum] = []
    for name, codes in names.items():
        overlapping = name in reading.overlapping
        if name in steps:
            sums += sums_of_steps(name, steps[name], _lists(name, tables))
            continue
        if name in hierarchies:
            found = hierarchies[name].sums(name, codes.tolist(), reading.total, overlapping=overlapping)
        else:
            found = _shown(name, _lists(name, tables), joined, reading)
        totals = [one for one in found if one.whole == reading.total and name in reading.incomplete]
        sums += with_rest(found, totals)
    return tuple(sums)


def _lists(name: str, tables: Sequence[TableRead]) -> list[frozenset[str]]:
    """The codes that each table lists."""
    return [frozenset(one.codes[name].tolist()) for one in tables if name in one.codes]


def _shown(name: str, lists: Sequence[frozenset[str]], joined: Joined, reading: Reading) -> tuple[Sum, ...]:
    """The sums that the codes show: those of each list that makes the total, those within, those over all lists."""
    overlapping = name in reading.overlapping
    plain = {one - {reading.total} for one in lists}
    found: dict[Sum, None] = {}
    for one in _lists_of_all(name, plain, joined, reading):
        found.update(dict.fromkeys(sums_of_codes(name, one, reading.total, overlapping=overlapping)[0]))
    for one in (*sorted(plain, key=sorted), frozenset().union(*plain)):
        found.update(dict.fromkeys(sums_of_codes(name, one, overlapping=overlapping)[0]))
    return tuple(found)


def with_rest(sums: Iterable[Sum], wanted: Collection[Sum]) -> tuple[Sum, ...]:
    """Return the sums with a code in each of those `wanted` for the people who are in none of the codes given."""
    made: list[Sum] = []
    for one in sums:
        if one in wanted:
            rest = REST
            while rest in one.parts or any(rest in other.parts for other in made):
                rest = f"{rest[:-1]}')"
            one = replace(one, parts=(*one.parts, rest))
        made.append(one)
    return tuple(made)


def _lists_of_all(
    name: str, lists: Iterable[frozenset[str]], joined: Joined, reading: Reading
) -> list[frozenset[str]]:
    """Codes that make the total together.

    A table may leave out codes that nobody has, so that lists are put together; but two lists that each make the same
    totals alone divide people in two ways (5 groups, and 19), and stay apart.
    """
    groups: list[list[frozenset[str]]] = []
    for one in sorted(lists, key=lambda codes: (-len(codes), sorted(codes))):
        if not one:
            continue
        fitting = [
            group
            for group in groups
            if any(one <= other for other in group)
            or not any(_apart(name, one, other, joined, reading) for other in group)
        ]
        if fitting:
            max(fitting, key=lambda group: len(one & frozenset().union(*group))).append(one)
        else:
            groups.append([one])
    return [frozenset().union(*group) for group in groups]


def _apart(name: str, one: frozenset[str], other: frozenset[str], joined: Joined, reading: Reading) -> bool:
    """Whether each list makes some same total alone, with people in codes that the other lacks."""
    wholes = joined.grid.with_code(joined.cells, name, reading.total)
    if len(wholes) == 0:
        return False
    total = joined.counts[find(wholes, joined.cells)]
    made = [_made(name, codes, wholes, joined, reading) for codes in (one, other)]
    beyond = [_made(name, codes, wholes, joined, reading) for codes in (one - other, other - one)]
    return bool(((made[0] == total) & (made[1] == total) & (beyond[0] > 0) & (beyond[1] > 0)).any())


def _made(name: str, codes: Iterable[str], wholes: Whole, joined: Joined, reading: Reading) -> Number:
    """What the codes make together beside each whole; those within another (a band in a band) are not counted."""
    sums, _ = sums_of_codes(name, codes, reading.total)
    parts = next((one.parts for one in sums if one.whole == reading.total), ())
    made = np.zeros(len(wholes))
    for part in parts:
        if (name, part) in joined.grid:
            place = find(joined.grid.moved(wholes, name, reading.total, part), joined.cells)
            made += np.where(place >= 0, np.nan_to_num(joined.counts[place]), 0.0)
    return made
