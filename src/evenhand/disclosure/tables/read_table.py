"""From a table of text to codes and counts: its columns are told apart, and each count is a whole number or refused."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.disclosure.tables.settings import load_settings
from evenhand.disclosure.tables.types import (
    PUBLISHED,
    STATUS,
    SUPPRESSED,
    Given,
    Reading,
    TableRead,
    Text,
    UnusableTable,
)

_WHOLE = r"^\d{1,3}(,\d{3})+(\.0+)?$|^\d{1,12}(\.0+)?$"
_FIGURE = r"^[\s£$€~<>=≤≥(\[]*[+-]?\d+([.,]\d+)*\s*%?[\s)\]]*$"
_FRACTION = r"^[+-]?\d*[.,]\d+\s*%?$|%\s*$"
_NOT_WHOLE = (
    (r"^\s*$", "is blank", "Write each count; a cell of nobody is 0."),
    (r"^\s*-\s*\d", "is below 0", "A count of people is 0 or more: look how it came about."),
    (r"^\s*\d*[.,]\d+\s*$", "is not a whole number", "Give counts, not rates; a rate is named with --other."),
    (
        r"^[^0-9]*$|[<*]|suppress",
        "is not a number but a mark or a word",
        "Start from the exact counts: what was hidden before cannot be protected as if it were shown.",
    ),
    (r"", "is not a whole number", "Write each count in digits, as 1234 or 1,234."),
)


def read_table(given: Given, reading: Reading) -> TableRead:
    """Return a table with its columns told apart; raise UnusableTable, with the place, where it cannot be used."""
    _check_headings(given, reading)
    counts, hidden = _counts(given, reading)
    codes = {
        name: _codes(given, name, reading)
        for name in given.cells.column_names
        if name not in (reading.count, STATUS, *reading.other, *reading.largest)
    }
    for name in codes:
        _check_dimension(given, name, codes[name], counts)
    return TableRead(
        given=given,
        codes=codes,
        counts=counts,
        hidden=hidden,
        largest=np.stack([_numbers(given, name) for name in reading.largest], axis=1)
        if reading.largest
        else np.zeros((len(counts), 0)),
    )


def _check_headings(given: Given, reading: Reading) -> None:
    names = given.cells.column_names
    if given.cells.num_rows == 0:
        raise UnusableTable(f"{given.name} has headings but no rows.", mend="Give a row for each cell.")
    if given.cells.num_rows > load_settings().rows:
        raise UnusableTable(
            f"{given.name} has {given.cells.num_rows:,} rows; {load_settings().rows:,} is the most.",
            mend="Protect fewer areas or a shorter period at a time.",
        )
    for name in names:
        if not name.strip():
            raise UnusableTable(
                f"Column {names.index(name) + 1} of {given.name} has no heading.",
                mend="Give it one, or take it out.",
            )
        if names.count(name) > 1:
            raise UnusableTable(f"{given.name} has the heading '{name}' twice.", mend="Rename one of them.")
    for wanted, option in ((reading.count, "--count"), *((one, "--largest") for one in reading.largest)):
        if wanted not in names:
            raise UnusableTable(
                f"{given.name} has no column '{wanted}' ({option}).",
                mend=f"Its columns are {', '.join(names)}.",
            )
    for name in (*reading.other, *reading.largest):
        if name == reading.count or (name in reading.other and name in reading.largest):
            raise UnusableTable(f"The column '{name}' is named in two ways.", mend="Name it in one option.")
    if reading.count == STATUS:
        raise UnusableTable(
            f"The count cannot be called '{STATUS}': that is the column that is added.", mend="Rename it."
        )


def _text(given: Given, name: str) -> pa.ChunkedArray:
    trimmed = pc.utf8_trim_whitespace(given.cells.column(name))
    return pc.replace_substring_regex(trimmed, r"\s+", " ")


def _codes(given: Given, name: str, reading: Reading) -> Text:
    column = _text(given, name)
    blank = np.flatnonzero(pc.equal(column, "").to_numpy())
    if len(blank):
        raise UnusableTable(
            f"{given.name} has no code in the column {name} in {_places(given, blank)}.",
            mend=f"Write a code; '{reading.total}' where the row is of all together. A column that is no dimension is "
            "named with --other.",
        )
    return np.asarray(column.to_numpy(), dtype=np.str_)


def _counts(given: Given, reading: Reading) -> tuple[Number, Mask]:
    """The counts (not a number where hidden), and which are hidden by a status that says so."""
    column = _text(given, reading.count)
    hidden = _hidden_before(given, column)
    wrong = ~(pc.match_substring_regex(column, _WHOLE).to_numpy() | hidden)
    if wrong.any():
        first = np.flatnonzero(wrong)
        for pattern, what, mend in _NOT_WHOLE:
            mine = first[pc.match_substring_regex(column.take(pa.array(first)), pattern).to_numpy()]
            if len(mine):
                raise UnusableTable(
                    f"{given.name}: the column {reading.count} {what} in {_places(given, mine)}.", mend=mend
                )
    plain = pc.if_else(pa.array(hidden), "0", pc.replace_substring(column, ",", ""))
    counts = pc.cast(plain, pa.float64()).to_numpy()
    return np.where(hidden, np.nan, counts), hidden


def _hidden_before(given: Given, counts: pa.ChunkedArray) -> Mask:
    """Which counts an earlier protection has hidden; a status of other words is refused."""
    if STATUS not in given.cells.column_names:
        return np.zeros(len(counts), np.bool_)
    status = _text(given, STATUS)
    known = pc.is_in(status, value_set=pa.array([PUBLISHED, SUPPRESSED])).to_numpy()
    if not known.all():
        raise UnusableTable(
            f"{given.name} has a column '{STATUS}' that says other things than {PUBLISHED} or {SUPPRESSED}.",
            mend=f"Rename it: '{STATUS}' is the column that is added.",
        )
    hidden = np.asarray(pc.equal(status, SUPPRESSED).to_numpy(), np.bool_)
    told = hidden & ~np.asarray(pc.equal(counts, "").to_numpy(), np.bool_)
    if told.any():
        raise UnusableTable(
            f"{given.name} calls a count suppressed that stands there, in {_places(given, np.flatnonzero(told))}.",
            mend=f"Take the column '{STATUS}' out to start from exact counts.",
        )
    return hidden


def _numbers(given: Given, name: str) -> Number:
    column = pc.replace_substring(_text(given, name), ",", "")
    column = pc.if_else(pc.equal(column, ""), "0", column)
    wrong = np.flatnonzero(~pc.match_substring_regex(column, _WHOLE).to_numpy())
    if len(wrong):
        raise UnusableTable(
            f"{given.name}: the column {name} is not a whole number in {_places(given, wrong)}.",
            mend="Give the largest numbers of events of single persons, or leave the cell blank.",
        )
    return np.asarray(pc.cast(column, pa.float64()).to_numpy(), np.float64)


def _check_dimension(given: Given, name: str, codes: Text, counts: Number) -> None:
    """Refuse as a dimension what is a column of figures: a rate beside its count tells the count."""
    column = pa.array(codes)
    words = load_settings().rates
    called = any(word in words for word in (name.lower(), *name.lower().replace("_", " ").split()))
    figures = pc.match_substring_regex(column, _FIGURE)
    fractions = pc.match_substring_regex(column, _FRACTION)
    same = (
        len(codes) > 1 and bool((codes == counts.astype(np.int64).astype(np.str_)).all())
        if not (np.isnan(counts).any())
        else False
    )
    if pc.any(fractions).as_py() or same or (called and pc.any(figures).as_py()):
        raise UnusableTable(
            f"The column {name} of {given.name} holds figures, not codes.",
            mend=f"If it is a rate, a share or the like, name it with --other {name}: it is left blank, because a rate "
            "and its denominator give the count. If it is another count, protect it in a table of its own.",
        )


def is_figure(column: pa.ChunkedArray) -> bool:
    """Return whether a column holds a figure somewhere: a number with what may stand around it."""
    parts = pc.replace_substring_regex(
        column, r"(?i)\b(to|per|in|of|n|ci|e)\b|[-–—/:;,()\[\]=~<>%£$€*+]", " "
    )
    digits = pc.match_substring_regex(column, r"\d")
    letters = pc.match_substring_regex(parts, r"\p{L}")
    return bool(pc.any(pc.and_(digits, pc.invert(letters))).as_py())


def _places(given: Given, rows: Sequence[int] | np.ndarray) -> str:
    """The lines of the first few rows, in words."""
    lines = [f"{given.lines[row]:,}" for row in list(rows)[:3]]
    more = f" and {len(rows) - 3:,} more" if len(rows) > 3 else ""
    return f"line{'s' if len(rows) > 1 else ''} {', '.join(lines)}{more}"
