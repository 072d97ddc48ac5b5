"""What a printed count tells a reader: the count itself, an interval, or that it is hidden."""

from dataclasses import dataclass

import numpy as np

from evenhand.attack.attackers import Promise, attackers
from evenhand.attack.reading.certificate import Statement
from evenhand.attack.reading.columns import Columns, is_marker, small_below
from evenhand.attack.reading.text_table import TextTable, numbers
from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.disclosure.policy import CELL_KEYS, ROUNDING, SUPPRESSION
from evenhand.foundations import UnreadableFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """For each row: the `value` as printed (NaN: none), the bounds it tells, whether the count itself is not shown.

    `width`: how far apart the bounds that anybody derives must stay, as is promised or assumed.
    """

    value: Number
    least: Number
    most: Number
    hidden: Mask
    width: Number


def printed(table: TextTable, columns: Columns) -> tuple[Number, Number]:
    """Return the counts as printed (NaN where hidden), and below which number a marker says a count to be (0: none).

    Raises UnreadableFile where something else stands among them.
    """
    text = table.columns[columns.count]
    value = numbers(text)
    wrong = np.isnan(value) & ~is_marker(text) | (value < 0) | np.isinf(value) | (value % 1 > 0)
    if wrong.any():
        line = int(np.argmax(wrong)) + 2
        raise UnreadableFile(
            f"{int(wrong.sum()):,} of the column {columns.count} of {table.file} are no counts, the first in line {line}.",
            mend="Give whole numbers from 0, and nothing, or a mark such as * or c, where a count is hidden.",
        )
    if columns.status:
        told = np.char.lower(table.columns[columns.status])
        value = np.where(np.isin(told, attackers()["markers"]["suppressed"]), np.nan, value)
    return value, small_below(text)


def rounded_to(values: Number) -> int:
    """Return the number of which all these counts are multiples, if there are enough of them; 0 where there is none."""
    markers = attackers()["markers"]
    known = values[values > 0]
    if len(known) < markers["enough_counts"] or len(np.unique(known)) < 2:
        return 0
    return next((base for base in markers["rounded_to"] if (known % base == 0).all()), 0)


def shown(value: Number, below: Number, *, base: int, promise: Promise, statement: Statement | None) -> Shown:
    """Return what printed counts tell: by the policy printed beside them, or by `base`, to which they look rounded."""
    missing = np.isnan(value)
    point = np.where(missing, 0.0, value)
    least, most = point.copy(), np.where(missing, np.inf, point)
    most = np.where(missing & (below > 0), below - 1, most)
    inexact = missing.copy()
    if statement is None:
        if base:
            least, most, inexact = _around(least, most, missing, base // 2, 0)
    elif statement.kind == ROUNDING and statement.base > 1:
        least, most, inexact = _around(least, most, missing, statement.base // 2, statement.threshold)
    elif statement.kind == CELL_KEYS:
        least, most, inexact = _around(least, most, missing, statement.most_change, 0)
    elif statement.kind == SUPPRESSION:
        least = np.where(missing, float(statement.least_hidden), least)
    # A policy of rounding hides larger counts as well where sums would tell, so that a blank says nothing.
    narrow = (~missing | (below > 0)) & (statement is None or statement.kind != CELL_KEYS)
    of_hidden = min(promise.width, promise.rounded_hidden) if base else promise.width
    width = np.where(inexact, np.where(narrow, promise.rounded_width, of_hidden), 0.0)
    return Shown(value=value, least=least, most=most, hidden=inexact, width=width)


def _around(least: Number, most: Number, missing: Mask, by: int, from_: int) -> tuple[Number, Number, Mask]:
    """Bounds of counts that are shown to within `by`, and are `from_` or more where they are not 0."""
    floor = np.where(least > 0, float(from_), 0.0)
    low = np.where(missing, least, np.maximum(least - by, floor))
    return low, np.where(missing, most, most + by), np.ones(len(least), np.bool_)
