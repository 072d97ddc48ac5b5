"""Attack: a rate printed beside a hidden or rounded count tells its numerator, where the denominator is known or guessed."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evenhand.attack.attackers import attackers, limit
from evenhand.attack.derive import Derived, derive
from evenhand.attack.reading.holding import TOTAL, Holding, Table
from evenhand.attack.reading.text_table import Text, decimals, numbers
from evenhand.attack.said import between, count_recovered, named
from evenhand.attack.types import Tried
from evenhand.disclosure.linked.linked_set import Mask, Number

ATTACK, KNOWLEDGE = "rates", "denominator"
_NEAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One column of rates: what is printed, by how much that may be off, and the possible denominators of each row."""

    name: str
    value: Number
    off: Number
    least: Number
    most: Number


def attack_rates(held: Holding, derived: Derived) -> Tried:
    """Return the counts that follow from rates, at the precision in which these are printed, and from their sums then."""
    linked = derived.fixed()
    low, high = linked.least.copy(), linked.most.copy()
    tried, used = 0, []
    for table in held.tables:
        for rate, scale in _usable(held, derived, table):
            mine = ~np.isnan(rate.value) & held.hidden[table.cells]
            least, most = numerators(rate, scale, derived.least[table.cells], derived.most[table.cells])
            fits = mine & (least <= most)
            np.maximum.at(low, table.cells[fits], least[fits])
            np.minimum.at(high, table.cells[fits], most[fits])
            tried += int(mine.sum())
            used.append(rate.name)
    if not used:
        return Tried(
            attack=ATTACK, knowledge=KNOWLEDGE, note="No rate is printed whose denominator can be guessed."
        )
    wrong = low > high
    low, high = np.where(wrong, linked.least, low), np.where(wrong, linked.most, high)
    cells = np.flatnonzero(held.hidden & (held.published.width > 0))
    again = derive(linked.bounded(low, high), cells, held.published.width[cells])
    news = np.setdiff1d(again.narrow, derived.narrow)
    recovered = tuple(
        count_recovered(
            held,
            place,
            again.least[place],
            again.most[place],
            attack=ATTACK,
            knowledge=KNOWLEDGE,
            words=f"{named(held.cell(place))}: {between(again.least[place], again.most[place])}, by a rate",
        )
        for place in news.tolist()
    )
    return Tried(
        attack=ATTACK, knowledge=KNOWLEDGE, cells=tried, recovered=recovered, programmes=again.programmes
    )


def numerators(rate: Rate, scale: float, least: Number, most: Number) -> tuple[Number, Number]:
    """Return between which whole numbers each count lies that makes the printed rate with some possible denominator.

    The lower bound is above the upper one where none does.
    """
    low, high = np.full(len(least), np.inf), np.full(len(least), -np.inf)
    span = np.where(np.isfinite(rate.most), rate.most - rate.least, -1.0)
    tried = min(int(span.max(initial=-1.0)), limit("denominators"))
    for step in range(tried + 1):
        of = rate.least + step
        possible = (step <= span) & (span <= limit("denominators")) & (of > 0)
        first = np.maximum(np.ceil((rate.value - rate.off) * of / scale - _NEAR), least)
        last = np.minimum(np.floor((rate.value + rate.off) * of / scale + _NEAR), most)
        fits = possible & (first <= last)
        low, high = np.where(fits, np.minimum(low, first), low), np.where(fits, np.maximum(high, last), high)
    return low, high


def _usable(held: Holding, derived: Derived, table: Table) -> Iterator[tuple[Rate, float]]:
    """The columns of rates with a denominator and a scale that explain all rows whose counts are shown."""
    for name, text in table.rates.items():
        for rate in _with_denominators(held, derived, table, name, text):
            for scale in attackers()["rates"]["scales"]:
                if _explains(held, derived, table, rate, scale):
                    yield rate, scale
                    break
            else:
                continue
            break


def _with_denominators(
    held: Holding, derived: Derived, table: Table, name: str, text: Text
) -> Iterator[Rate]:
    """A column of rates with each denominator that can be guessed: the one printed, or the total by one dimension."""
    value = numbers(text)
    off = np.asarray(0.5 * 10.0 ** -decimals(text), dtype=np.float64)
    if table.denominator is not None:
        known = np.where(np.isnan(table.denominator), 0.0, table.denominator)
        around = _rounding(held, table)
        yield Rate(name=name, value=value, off=off, least=np.maximum(known - around, 0), most=known + around)
    for dimension in held.published.codes:
        whole = totals(held, dimension)[table.cells]
        there = whole >= 0
        if there.any():
            least = np.where(there, derived.least[whole], 0.0)
            most = np.where(there, derived.most[whole], np.inf)
            yield Rate(name=name, value=value, off=off, least=least, most=most)


def _rounding(held: Holding, table: Table) -> float:
    """By how much a printed denominator may be off: as much as the counts beside it."""
    shown = table.shown
    finite = np.isfinite(shown.most) & ~np.isnan(shown.value)
    return float((shown.most - shown.value)[finite].max(initial=0.0))


def totals(held: Holding, dimension: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return for each cell the one that differs by being the total of a dimension; -1 where there is none."""
    key = np.full(len(held.published), "")
    for name, column in held.published.codes.items():
        if name != dimension:
            key = np.char.add(np.char.add(key, "\x1e"), column)
    _, line = np.unique(key, return_inverse=True)
    at_total = held.published.codes[dimension] == TOTAL
    whole = np.full(line.max(initial=-1) + 1, -1, dtype=np.int64)
    whole[line[at_total]] = np.flatnonzero(at_total)
    found = whole[line]
    return np.where(at_total, -1, found)


def _explains(held: Holding, derived: Derived, table: Table, rate: Rate, scale: float) -> bool:
    """Whether all rows with a shown count and a rate fit it; false too where that could be chance."""
    shown: Mask = (
        ~np.isnan(rate.value) & ~np.isnan(table.shown.value) & (rate.most > 0) & np.isfinite(rate.most)
    )
    told = shown & (rate.value > 0)
    if len(np.unique(rate.value[told])) < _ENOUGH:
        return False
    if held.hidden[table.cells][told].all() and _of_what_is_shown(table, rate, scale, told):
        return False
    least, most = numerators(rate, scale, derived.least[table.cells], derived.most[table.cells])
    return bool((least <= most)[told].all())


_ENOUGH = 2
"""So many different rates at least must fit a denominator."""


def _of_what_is_shown(table: Table, rate: Rate, scale: float, told: Mask) -> bool:
    """Whether rates are those of the rounded counts themselves, and so tell no more than these."""
    of = (rate.least + rate.most) / 2
    made = np.divide(scale * table.shown.value, of, out=np.full(len(of), np.nan), where=of > 0)
    return bool((np.abs(made - rate.value) <= rate.off + _NEAR)[told].all())
