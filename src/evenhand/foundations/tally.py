"""A small side table of counts: what is known of the data itself (coverage, gaps in recording), not of a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from evenhand.foundations.count_table import Protection
from evenhand.foundations.errors import NotProtected

TALLY_COUNTS = pa.schema(
    [("value", pa.int64()), ("lower", pa.int64()), ("upper", pa.int64()), ("status", pa.string())]
)
"""The columns of a tally after its keys, as in CountTable: null `value` where the count is withheld."""


class _Seal:
    """What the disclosure stage puts on a tally; it holds for this very table and no other."""

    __slots__ = ("rows",)

    def __init__(self, rows: pa.Table) -> None:
        self.rows = rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts by one or more text columns `keys`: tests by suite and month, values not known by provider.

    `rows` has the key columns, then TALLY_COUNTS. `id` names the tally in files, `title` says what is counted,
    `unit` what one of the count is (people, rows, tests), `note` what it can't say. Source: C1, C7.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    unit: str
    rows: pa.Table
    note: str = ""
    protection: Protection | None = None
    _seal: _Seal | None = None

    def __post_init__(self) -> None:
        if self.rows.schema.names != [*self.keys, *TALLY_COUNTS.names]:
            raise ValueError(f"The tally {self.id} has the columns {self.rows.schema.names}.")
        if self.protection is not None and (
            type(self._seal) is not _Seal or self._seal.rows is not self.rows
        ):
            raise NotProtected("A protected tally can be made by the disclosure stage alone.")

    def to_rows(self) -> list[dict[str, Any]]:
        """Return the rows as plain dictionaries."""
        return list(self.rows.to_pylist())


def exact_tally(
    id_: str,
    title: str,
    keys: Sequence[str],
    headings: Sequence[str],
    unit: str,
    columns: dict[str, pa.Array],
    counts: pa.Array,
    note: str = "",
) -> Tally:
    """Return a tally of exact counts, in the order of its keys; `headings` are the words for the keys."""
    counts = counts.cast(pa.int64())
    status = pa.array(["exact"] * len(counts), pa.string())
    arrays = [*(columns[key].cast(pa.string()) for key in keys), counts, counts, counts, status]
    rows = pa.table(arrays, names=[*keys, *TALLY_COUNTS.names])
    rows = rows.sort_by([(key, "ascending") for key in keys])
    return Tally(
        id=id_, title=title, keys=tuple(keys), headings=tuple(headings), unit=unit, rows=rows, note=note
    )


def seal_tally(tally: Tally, rows: pa.Table, protection: Protection) -> Tally:
    """Return the tally with protected `rows`. Only the disclosure stage may call this (a test holds the line)."""
    return Tally(
        id=tally.id,
        title=tally.title,
        keys=tally.keys,
        headings=tally.headings,
        unit=tally.unit,
        rows=rows,
        note=tally.note,
        protection=protection,
        _seal=_Seal(rows),
    )
