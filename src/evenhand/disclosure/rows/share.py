"""Rows that have passed: the one thing of which an extract for a partner is written."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from evenhand.disclosure.rows.check_rows import RowCheck, check_rows
from evenhand.disclosure.rows.row_policy import RowPolicy
from evenhand.foundations import NotProtected
from evenhand.foundations.cells import harmless


class _Seal:
    """What the check puts on rows; it holds for this very table and no other."""

    __slots__ = ("rows",)

    def __init__(self, rows: pa.Table) -> None:
        self.rows = rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRows:
    """Rows that may leave the organisation, in an order that tells nothing, and the check they passed."""

    rows: pa.Table
    check: RowCheck
    _seal: _Seal | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if type(self._seal) is not _Seal or self._seal.rows is not self.rows or not self.check.passed:
            raise NotProtected("Rows that may be shared are made by the check alone.")


def share_rows(table: pa.Table, *, policy: RowPolicy, people: pa.Array | None = None) -> SharedRows:
    """Return the rows, sorted by all their columns, if they pass; raise NotProtected otherwise (see `check_rows`)."""
    check = check_rows(table, policy=policy, people=people)
    if not check.passed:
        raise NotProtected(
            f"These rows may not be shared under the policy {policy.id}.", mend="\n".join(check.told())
        )
    rows = table.sort_by([(name, "ascending") for name in table.schema.names]).combine_chunks()
    return SharedRows(rows=rows, check=check, _seal=_Seal(rows))


def write_shared_rows(shared: SharedRows, path: Path | str) -> Path:
    """Write the rows as CSV and return the path; raise NotProtected unless the check made them.

    What a spreadsheet would calculate is made text.
    """
    if type(shared) is not SharedRows:
        raise NotProtected("Rows that may be shared are made by the check alone.")
    shared = replace(shared)  # looks at the seal once more
    names = shared.rows.schema.names
    texts = [harmless(column.cast(pa.string())) for column in shared.rows.columns]
    options = pa_csv.WriteOptions(quoting_style="needed", quoting_header="none", eol="\n")
    pa_csv.write_csv(pa.table(texts, names=names), path, options)
    return Path(path)
