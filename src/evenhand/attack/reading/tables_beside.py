"""The tables that lie beside the counts of Evenhand's own release: tests by place and month, answers by question."""

from pathlib import Path

import numpy as np

from evenhand.attack.attackers import Promise
from evenhand.attack.reading.holding import Holding, Part, holding, join
from evenhand.attack.reading.shown import Shown
from evenhand.attack.reading.text_table import TextTable, numbers, read_text_table
from evenhand.disclosure.rounding import BELOW, ROUNDED, SUPPRESSED, WITHHELD
from evenhand.foundations import UnreadableFile

_COLUMNS = ("value", "lower", "upper", "status")
_FILE = "table"


def tables_beside(folder: Path, *, as_at: str, promise: Promise, kind: str) -> Holding | None:
    """Return all tables beside the counts as one release, each cell of it in its own table; None where there are none.

    Nothing says how their codes add up, so they are not added.
    """
    parts, notes = [], []
    for path in sorted(folder.glob("table-*.csv")):
        try:
            table = read_text_table(path)
        except UnreadableFile as error:
            notes.append(f"Not read: {error}")
            continue
        if {*_COLUMNS} <= {*table.columns}:
            parts.append(_part(table, promise))
    if not parts:
        return None
    name = f"{folder.name}/table-*.csv"
    return holding(join(parts), name=name, as_at=as_at, promise=promise, sums=(), notes=notes, kind=kind)


def _part(table: TextTable, promise: Promise) -> Part:
    value, least, most = (numbers(table.columns[name]) for name in _COLUMNS[:3])
    status = table.columns["status"]
    rounded, hidden = status == ROUNDED, np.isin(status, (BELOW, WITHHELD, SUPPRESSED))
    least, most = np.where(np.isnan(least), 0.0, least), np.where(np.isnan(most), np.inf, most)
    width = np.where(hidden, promise.width, np.where(rounded, promise.rounded_width, 0.0))
    return Part(
        file=table.file,
        codes={
            _FILE: np.full(len(table), table.file),
            **{name: column for name, column in table.columns.items() if name not in _COLUMNS},
        },
        shown=Shown(
            value=value,
            least=least,
            most=most,
            hidden=hidden | rounded,
            width=np.minimum(width, most - least),
        ),
    )
