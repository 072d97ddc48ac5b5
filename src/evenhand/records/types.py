"""What reading gives: accepted rows in columns, rejected rows with reasons, and counts that reconcile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from evenhand.foundations import EvenhandError

_PERSON = "age:whole ethnicity sex age_band"
"""What most records say of a person; further characteristics travel as columns of their own."""


def _columns(words: str) -> pa.Schema:
    """Return a schema from names with a space between: text, unless `:date`, `:whole` or `:count` follows."""
    kinds = {"": pa.string(), "date": pa.date32(), "whole": pa.int32(), "count": pa.int64()}
    parts = (word.partition(":") for word in words.split())
    return pa.schema([(name, kinds[kind]) for name, _, kind in parts])


RECORD_SCHEMAS: Mapping[str, pa.Schema] = {
    "test": _columns(
        f"person_id test_date:date area area_happened residence suite reason result drug_group {_PERSON}"
    ),
    "contact": _columns(
        "person_id contact_date:date outcome reason provider area area_provided residence consent drug_group "
        f"assessed_date:date caseload_date:date closed_date:date closed_reason {_PERSON}"
    ),
    "treatment": _columns(
        "person_id referral_date:date start_date:date end_date:date end_reason episode_id provider area area_provided "
        f"residence consent referral_source triage_date:date setting drug_group {_PERSON}"
    ),
    "order": _columns(
        "person_id order_id kind requirement start_date:date end_date:date end_reason provider area area_happened "
        f"residence drug_group {_PERSON}"
    ),
    "custody": _columns(
        "person_id kind in_date:date out_date:date out_reason prison area area_happened residence need "
        f"referred_date:date drug_group {_PERSON}"
    ),
    "participant": _columns(f"person_id joined_date:date study area {_PERSON}"),
    "allocation": _columns("person_id allocated_date:date number:whole arm study"),
    "visit": _columns("person_id visit_date:date visit kept reason study"),
    "search": _columns(
        "search_date:date area kind ethnicity ethnicity_officer gender age_band object outcome found"
    ),
    "case": _columns(
        "case_id review_date:date area asked need adjusted offence outcome disability_broad learning_disability "
        f"use_reason {_PERSON}"
    ),
    "count": _columns(
        "area period characteristic code_list edition group stage state count:count lower:count upper:count"
    ),
    "population": _columns(
        "area characteristic code_list edition group count:count source lower:count upper:count"
    ),
    "estimate": _columns("area period drug_group count:count lower:count upper:count source"),
    "evidence": _columns("characteristic title held_by dated:date note"),
    "area": _columns("code name level within intensive_from:date valid_from:date valid_to:date name_cy"),
}
"""Columns of each record type after reading: codes, not labels.

`area` is where the person lives (of a search: the force that searched), `area_happened` where it took place (custody
suite, court, prison), `area_provided` where the service is; `residence` is resident, non_resident, no_fixed_abode or
not_known. In counts, period is `str(Period)`, and code_list and edition are '' for everyone; `lower` and `upper` are
the whole numbers between which a count lies that its publisher rounded or hid. `participant`, `allocation` and `visit`
are of a treatment trial; a `case` is one that was read after it was over. A table may hold further columns, named
after characteristics of the vocabulary.
"""

REQUIRED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "test": ("person_id", "test_date", "result"),
    "contact": ("person_id", "contact_date", "outcome"),
    "treatment": ("person_id", "referral_date"),
    "order": ("person_id", "kind", "start_date"),
    "custody": ("person_id", "kind", "in_date", "out_date"),
    "participant": ("person_id",),
    "allocation": ("person_id", "arm"),
    "visit": ("person_id", "kept"),
    "search": ("search_date", "area"),
    "case": ("case_id", "review_date"),
    "count": ("stage", "count"),
    "population": ("count",),
    "estimate": ("area", "count"),
    "evidence": ("characteristic", "title"),
    "area": ("code", "name"),
}
"""The columns that a profile of each record type fills; the others may be missing, and are null then."""

_NO_EVENT = ("intensive_from", "valid_from", "valid_to", "dated")
"""Dates that are not of an event in anybody's life."""

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

WARNED_SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("record", pa.string()),
        ("rule", pa.string()),
        ("column", pa.string()),
        ("provider", pa.string()),
        ("rows", pa.int64()),
    ]
)
"""Rows that were kept but are worth a look, exact: by file, rule (warnings.toml) and provider, '' where not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file as it was read: read = accepted + rejected + duplicates + folded + without_consent, always.

    `folded` are rows that say more of a record of which an earlier row was accepted; `without_consent` rows
    of people who don't agree to be counted one by one, which hold nothing else. `warnings` are sentences
    about things that were kept but are worth a look.
    """

    file: str
    sha256: str
    profile: str
    record: str
    read: int
    accepted: int
    rejected: int
    duplicates: int
    folded: int = 0
    without_consent: int = 0
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        parts = ("accepted", "rejected", "duplicates", "folded", "without_consent")
        if self.read != sum(getattr(self, part) for part in parts):
            told = ", ".join(f"{getattr(self, part)} {part.replace('_', ' ')}" for part in parts)
            raise EvenhandError(
                f"{self.file}: {self.read} rows were read, but {told} do not add up to them.",
                mend="This is a fault of Evenhand: please report it.",
            )

    def to_row(self) -> dict[str, Any]:
        """Return the file's line in run.json."""
        counts = ("read", "accepted", "rejected", "duplicates", "folded", "without_consent")
        names = ("file", "sha256", "profile", *counts)
        return {name: getattr(self, name) for name in names} | {"warnings": list(self.warnings)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything that was read: accepted rows by record type, and what could not be used.

    `records` has one table per record type, in the columns of RECORD_SCHEMAS. `code_lists` says in which
    list and edition (`id:edition`) a characteristic column is coded, by (record type, column). `skipped`
    are files of a folder that no profile fits, with the reason. `rejected` has the columns of
    REJECT_SCHEMA; `rejected_rows` the same rows as they stood in their file, for correction. `warned` counts
    rows that were kept but are worth a look, in the columns of WARNED_SCHEMA.
    """

    files: tuple[InputFile, ...]
    records: Mapping[str, pa.Table]
    code_lists: Mapping[tuple[str, str], str]
    rejected: pa.Table
    skipped: tuple[tuple[str, str], ...] = ()
    rejected_rows: Mapping[str, pa.Table] = field(default_factory=dict, repr=False)
    warned: pa.Table = field(default_factory=WARNED_SCHEMA.empty_table, repr=False)

    def latest_date(self) -> date | None:
        """Return the latest date in any accepted row of persons or searches: the default of as_at."""
        return next(iter(self.latest_dates(1)), None)

    def latest_dates(self, number: int) -> list[date]:
        """Return the latest different dates in the accepted rows of persons or searches, latest first."""
        days: set[date] = set()
        for table in self.records.values():
            for name in table.schema.names:
                if pa.types.is_date(table.schema.field(name).type) and name not in _NO_EVENT:
                    column = table.column(name).drop_null().combine_chunks().unique()
                    days |= set(column.sort(order="descending").slice(0, number).to_pylist())
        return sorted(days, reverse=True)[:number]
