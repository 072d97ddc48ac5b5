"""What reading gives: accepted rows in columns, rejected rows with reasons, and counts that reconcile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from evenhand.foundations import EvenhandError

RECORD_SCHEMAS: Mapping[str, pa.Schema] = {
    "test": pa.schema(
        [
            ("person_id", pa.string()),
            ("test_date", pa.date32()),
            ("area", pa.string()),
            ("suite", pa.string()),
            ("result", pa.string()),
            ("age", pa.int32()),
            ("ethnicity", pa.string()),
            ("sex", pa.string()),
            ("age_band", pa.string()),
        ]
    ),
    "contact": pa.schema(
        [("person_id", pa.string()), ("contact_date", pa.date32()), ("outcome", pa.string())]
    ),
    "treatment": pa.schema(
        [
            ("person_id", pa.string()),
            ("referral_date", pa.date32()),
            ("start_date", pa.date32()),
            ("end_date", pa.date32()),
            ("end_reason", pa.string()),
        ]
    ),
    "search": pa.schema(
        [
            ("search_date", pa.date32()),
            ("area", pa.string()),
            ("kind", pa.string()),
            ("ethnicity", pa.string()),
            ("ethnicity_officer", pa.string()),
            ("gender", pa.string()),
            ("age_band", pa.string()),
            ("object", pa.string()),
            ("outcome", pa.string()),
        ]
    ),
    "count": pa.schema(
        [(name, pa.string()) for name in ("area", "period", "characteristic", "code_list", "edition")]
        + [(name, pa.string()) for name in ("group", "stage", "state")]
        + [("count", pa.int64())]
    ),
    "population": pa.schema(
        [(name, pa.string()) for name in ("area", "characteristic", "code_list", "edition", "group")]
        + [("count", pa.int64()), ("source", pa.string())]
    ),
    "area": pa.schema(
        [(name, pa.string()) for name in ("code", "name", "level", "within")]
        + [("intensive_from", pa.date32())]
    ),
}
"""Columns of each record type after reading: codes, not labels; `area` is where the person lives (tests,
counts) or which force searched. In counts, period is `str(Period)`, and code_list and edition are '' for
everyone."""

REJECT_SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("line", pa.int64()),
        ("column", pa.string()),
        ("rule", pa.string()),
        ("mend", pa.string()),
    ]
)
"""One row per fault; a row of a file with two faults stands here twice. Holds no value of a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file as it was read: read = accepted + rejected + duplicates, always.

    `warnings` are sentences about things that were kept but are worth a look.
    """

    file: str
    sha256: str
    profile: str
    record: str
    read: int
    accepted: int
    rejected: int
    duplicates: int
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.read != self.accepted + self.rejected + self.duplicates:
            raise EvenhandError(
                f"{self.file}: {self.read} rows were read but {self.accepted} accepted, {self.rejected} "
                f"rejected and {self.duplicates} duplicates do not add up to them.",
                mend="This is a fault of Evenhand: please report it.",
            )

    def to_row(self) -> dict[str, Any]:
        """Return the file's line in run.json."""
        names = ("file", "sha256", "profile", "read", "accepted", "rejected", "duplicates")
        return {name: getattr(self, name) for name in names} | {"warnings": list(self.warnings)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything that was read: accepted rows by record type, and what could not be used.

    `records` has one table per record type, in the columns of RECORD_SCHEMAS. `code_lists` says in which
    list and edition (`id:edition`) a characteristic column is coded, by (record type, column). `skipped`
    are files of a folder that no profile fits, with the reason. `rejected` has the columns of
    REJECT_SCHEMA; `rejected_rows` the same rows as they stood in their file, for correction.
    """

    files: tuple[InputFile, ...]
    records: Mapping[str, pa.Table]
    code_lists: Mapping[tuple[str, str], str]
    rejected: pa.Table
    skipped: tuple[tuple[str, str], ...] = ()
    rejected_rows: Mapping[str, pa.Table] = field(default_factory=dict, repr=False)

    def latest_date(self) -> date | None:
        """Return the latest date in any accepted row of persons or searches: the default of as_at."""
        return next(iter(self.latest_dates(1)), None)

    def latest_dates(self, number: int) -> list[date]:
        """Return the latest different dates in the accepted rows of persons or searches, latest first."""
        days: set[date] = set()
        for table in self.records.values():
            for name in table.schema.names:
                if pa.types.is_date(table.schema.field(name).type) and name != "intensive_from":
                    column = table.column(name).drop_null().combine_chunks().unique()
                    days |= set(column.sort(order="descending").slice(0, number).to_pylist())
        return sorted(days, reverse=True)[:number]
