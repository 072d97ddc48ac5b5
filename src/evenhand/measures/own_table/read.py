"""From columns as they were typed to a table that was checked: nothing is dropped without being said."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.own_table.dates import check_dates, dates_of
from evenhand.measures.own_table.headings import assign
from evenhand.measures.own_table.numbers import is_number, numbers
from evenhand.measures.own_table.settings import folded, load_columns
from evenhand.measures.own_table.types import Kind, Table, UnusableOwnTable

_WORDS = ("group", "area", "date", "event")
_DECIMAL = ("population", "order", "expected", "value", "time", "denominator")
"""Columns that may hold parts of a whole; denominators are person-years where events are counted."""
_MAY_LACK = ("population", "order")
"""Columns that say nothing of people of whom the group is not known, nor of a total."""


def read_columns(
    columns: Mapping[str, Sequence[str]],
    kind: Kind | str,
    *,
    lines: Sequence[int] | None = None,
    notes: Sequence[str] = (),
) -> Table:
    """Return the table that stands in columns of text by heading; `lines` are those of its rows, for messages.

    Raises UnusableOwnTable, saying what would mend it, where a column is missing or a cell is not what it should be.
    """
    kind = Kind(kind)
    length = max((len(one) for one in columns.values()), default=0)
    if not length:
        raise UnusableOwnTable(
            "The table has no rows.", mend="Give a line of headings and a row for each of them."
        )
    lines = list(lines) if lines is not None else list(range(1, length + 1))
    found, said = assign(columns, kind)
    texts = {
        name: tuple(" ".join(cell.split()) for cell in columns[found[name]])
        for name in found
        if name in _WORDS
    }
    label = load_columns()["kinds"][str(kind)].get("label")
    labels = texts.pop(label) if label else ("",) * length
    not_known = load_columns()["rows"]["unknown"]
    if "value" in found and all(cell.strip().endswith("%") for cell in columns[found["value"]]):
        columns = {
            **columns,
            found["value"]: [cell.strip().removesuffix("%") for cell in columns[found["value"]]],
        }
        said.append(f"'{found['value']}' is in per cent.")
    figures = {
        name: _figures(name, columns[heading], lines, heading, labels)
        for name, heading in found.items()
        if name not in _WORDS
    }
    table = Table(
        kind=kind,
        labels=labels,
        numbers=figures,
        texts=texts,
        unknown=np.array([bool(one) and folded(one) in not_known for one in labels], np.bool_),
        read=length,
        notes=(*notes, *said),
    )
    if label:
        _check_labels(labels, lines, found[label])
    if label == "date":
        check_dates(labels, found[label])
    if kind in (Kind.GROUPS, Kind.AREAS):
        table = _without_totals(table, lines)
    _check_counts(table, lines)
    return in_order(table) if kind is Kind.SERIES else table


def _figures(
    name: str, cells: Sequence[str], lines: Sequence[int], heading: str, labels: Sequence[str]
) -> Array:
    """A column of numbers; what need not be there may be blank where the row is no group: a total, or not known."""
    given = list(cells)
    if name in _MAY_LACK:
        words = load_columns()["rows"]
        no_group = [folded(one) in (*words["unknown"], *words["total"]) for one in labels]
        given = [
            "0" if out and not is_number(cell) else cell for cell, out in zip(given, no_group, strict=True)
        ]
    signed = name in ("value", "order")
    return numbers(given, lines, heading, name=name, whole=name not in _DECIMAL, signed=signed)


def table_of(kind: Kind | str, columns: Mapping[str, Sequence[Any] | None]) -> Table:
    """Return the table of plain sequences by name, as in a notebook; columns that are None are left out."""
    texts = {
        name: ["" if cell is None else str(cell) for cell in cells]
        for name, cells in columns.items()
        if cells is not None
    }
    if len({len(cells) for cells in texts.values()}) > 1:
        raise UnusableOwnTable(
            "The columns differ in length.", mend="Give each of them one element for each row."
        )
    return read_columns(texts, kind)


def _check_labels(labels: Sequence[str], lines: Sequence[int], heading: str) -> None:
    blank = [line for label, line in zip(labels, lines, strict=True) if not label]
    if blank:
        raise UnusableOwnTable(
            f"'{heading}' is blank in line{'s' if len(blank) > 1 else ''} {_some(blank)}.",
            mend="Name it, or take the row out. People of whom it is not known are called 'not known'.",
        )
    often = Counter(folded(one) for one in labels)
    twice = next((one for one, number in often.items() if number > 1), None)
    if twice is not None:
        places = [line for label, line in zip(labels, lines, strict=True) if folded(label) == twice]
        label = next(label for label in labels if folded(label) == twice)
        raise UnusableOwnTable(
            f"'{label}' stands in '{heading}' {len(places)} times, in lines {_some(places)}.",
            mend="Add its rows up, or give each year, place or measure a table of its own.",
        )


def _without_totals(table: Table, lines: Sequence[int]) -> Table:
    """The table without its rows of totals, which are no group; whether they add up is said."""
    totals = np.array([folded(one) in load_columns()["rows"]["total"] for one in table.labels], np.bool_)
    if not totals.any() or totals.all():
        return table
    counts = [one for name, one in table.numbers.items() if name in ("numerator", "denominator")]
    notes = list(table.notes)
    for place in np.flatnonzero(totals).tolist():
        fits = all(bool(np.isclose(one[place], one[~totals].sum())) for one in counts)
        sums = (
            "the sum of the others"
            if fits
            else "taken for a total, but not the sum of the others: please look"
        )
        notes.append(f"Left out: '{table.labels[place]}' (line {lines[place]}), {sums}.")
    return replace(rows_of_table(table, np.flatnonzero(~totals)), notes=tuple(notes))


def rows_of_table(table: Table, rows: Any) -> Table:
    """Return the rows of the given numbers."""
    return replace(
        table,
        labels=tuple(table.labels[row] for row in rows),
        numbers={name: one[rows] for name, one in table.numbers.items()},
        texts={name: tuple(one[row] for row in rows) for name, one in table.texts.items()},
        unknown=table.unknown[rows],
    )


def _check_counts(table: Table, lines: Sequence[int]) -> None:
    """Raise UnusableOwnTable where something happened to somebody though nobody is there, or nobody is there at all."""
    n = table.numbers.get("denominator")
    if n is None:
        return
    x = table.numbers.get("numerator", np.zeros_like(n))
    odd = np.flatnonzero((n == 0) & (x > 0))
    if len(odd):
        raise UnusableOwnTable(
            f"Events are counted for '{table.labels[odd[0]]}', but its denominator is 0.",
            mend="Correct the denominator: the people to whom it could have happened.",
        )
    if not bool((n > 0).any()):
        raise UnusableOwnTable("All denominators are 0.", mend="Give how many people there are.")


def in_order(table: Table) -> Table:
    """Return a series in the order of its dates; as it stands, and saying so, where one can't be read."""
    days = dates_of(table.labels)
    if days is None:
        note = (
            "Not all dates could be read, so the rows are taken in the order in which they stand. "
            "Write 2024-03 or 31/03/2024."
        )
        return replace(table, notes=(*table.notes, note))
    order = np.argsort(np.array(days, "datetime64[D]"), kind="stable")
    first = np.array(days, "datetime64[D]")[order]
    if bool((np.diff(first).astype(int) == 0).any()):
        again = table.labels[order[int(np.flatnonzero(np.diff(first).astype(int) == 0)[0])]]
        raise UnusableOwnTable(
            f"Two rows are of one date ('{again}').",
            mend="Add them up, or give each series a table of its own.",
        )
    if bool((np.diff(order) == 1).all()):
        return table
    return replace(
        rows_of_table(table, order), notes=(*table.notes, "The rows were put in the order of their dates.")
    )


def _some(lines: Sequence[int], most: int = 5) -> str:
    more = f" and {len(lines) - most} more" if len(lines) > most else ""
    return ", ".join(str(line) for line in lines[:most]) + more
