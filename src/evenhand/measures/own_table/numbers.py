"""Cells as numbers: thousands are read, and what is no number is said with what would mend it."""

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.measures.estimate import Array
from evenhand.measures.own_table.settings import load_columns
from evenhand.measures.own_table.types import UnusableOwnTable

_PLAIN = re.compile(r"\d+(\.\d*)?([eE][+]?\d{1,2})?|\.\d+")
_THOUSANDS = re.compile(r"\d{1,3}([, '’]\d{3})+(\.\d+)?")
_SIGNED = re.compile(r"[-−]")
_SHOWN = 5
"""How many faults of a column are told."""


def is_number(cell: str) -> bool:
    """Return whether a cell is a number of 0 or more, thousands marked or not."""
    return _value(cell) is not None


def numbers(
    cells: Sequence[str],
    lines: Sequence[int],
    column: str,
    *,
    name: str = "",
    whole: bool = False,
    signed: bool = False,
) -> Array:
    """Return the cells of a column as numbers.

    `name`: which column it is, whatever its heading; `whole`: counts, so half a person is a fault; `signed`: figures
    below 0 are none. Raises UnusableOwnTable with the lines of the cells that are no such number.
    """
    plain = pc.utf8_trim_whitespace(pa.array(cells, pa.string()))
    if pc.all(pc.match_substring_regex(plain, r"^\d+(\.0+)?$" if whole else r"^\d+(\.\d+)?$")).as_py():
        return np.asarray(plain.cast(pa.float64()))
    values, faults = [], []
    for cell, line in zip(cells, lines, strict=True):
        value = _signed_value(cell) if signed else _value(cell)
        if value is None:
            faults.append((line, *_fault(cell, name)))
        elif whole and not value.is_integer():
            faults.append(
                (line, "is not a whole number", "Counts are whole: write how many people there are.")
            )
        values.append(np.nan if value is None else value)
    if faults:
        what, mend = _said(faults, column)
        raise UnusableOwnTable(what, mend=mend)
    return np.array(values, np.float64)


def _value(cell: str) -> float | None:
    text = _bare(cell)
    if _PLAIN.fullmatch(text):
        return float(text)
    if _THOUSANDS.fullmatch(text):
        return float(re.sub(r"[, '’]", "", text))
    return None


def _signed_value(cell: str) -> float | None:
    text = _bare(cell)
    value = _value(_SIGNED.sub("", text, count=1)) if _SIGNED.match(text) else _value(text)
    return -value if value is not None and _SIGNED.match(text) else value


def _bare(cell: str) -> str:
    """A cell without the blanks of typesetters and at its ends."""
    return re.sub(r"[\u00a0\u2009\u202f]", " ", cell).strip()


def _fault(cell: str, name: str) -> tuple[str, str]:
    text = _bare(cell).lower()
    one = next(one for one in load_columns()["cells"] if re.fullmatch(one["pattern"], text, re.DOTALL))
    return one["said"], one.get("mend_of", {}).get(name, one["mend"])


def _said(faults: Sequence[tuple[int, str, str]], column: str) -> tuple[str, str]:
    """What is wrong with the cells of the first fault's sort, and what would mend it; the others are counted."""
    said, mend = faults[0][1:]
    alike = [line for line, other, _ in faults if other == said]
    shown = ", ".join(str(line) for line in alike[:_SHOWN])
    more = f" and {len(alike) - _SHOWN} more" if len(alike) > _SHOWN else ""
    others = len(faults) - len(alike)
    rest = ""
    if others:
        are = "cells of the column are no numbers" if others > 1 else "cell of the column is no number"
        rest = f" {others} more {are} either."
    where = f"line{'s' if len(alike) > 1 else ''} {shown}{more}"
    return f"'{column}' {said} in {where}.{rest}", mend
