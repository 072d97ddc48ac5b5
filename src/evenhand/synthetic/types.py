"""What making gives: the files of a made-up partnership as columns, and the truth they were made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

TEST_SCHEMA = pa.schema(
    [
        ("person_id", pa.string()),
        ("test_date", pa.date32()),
        ("area", pa.string()),
        ("suite", pa.string()),
        ("result", pa.string()),
        ("age", pa.int32()),
        ("ethnicity", pa.string()),
        ("sex", pa.string()),
    ]
)
"""Columns of tests.csv: one row per test, `age` in whole years on its day."""

CONTACT_SCHEMA = pa.schema(
    [("person_id", pa.string()), ("contact_date", pa.date32()), ("outcome", pa.string())]
)
"""Columns of contacts.csv: one row per contact after a test."""

TREATMENT_SCHEMA = pa.schema(
    [
        ("person_id", pa.string()),
        ("referral_date", pa.date32()),
        ("start_date", pa.date32()),
        ("end_date", pa.date32()),
        ("end_reason", pa.string()),
    ]
)
"""Columns of treatments.csv: one row per referral; no start: came to nothing, no end: goes on."""

COUNT_SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in ("area", "period", "characteristic", "code_list", "group", "stage", "state")
    ]
    + [("count", pa.int64())]
)
"""Columns of counts.csv: `count` people; `code_list` is `id:edition`, null for everyone."""

AREA_SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("code", "name", "level", "within")] + [("intensive_from", pa.date32())]
)
"""Columns of areas.csv."""

CUSTODY_SCHEMA = pa.schema(
    [
        ("person_id", pa.string()),
        ("kind", pa.string()),
        ("in_date", pa.date32()),
        ("out_date", pa.date32()),
        ("out_reason", pa.string()),
        ("prison", pa.string()),
        ("area", pa.string()),
        ("need", pa.string()),
        ("referred_date", pa.date32()),
        ("age", pa.int32()),
        ("ethnicity", pa.string()),
        ("sex", pa.string()),
    ]
)
"""Columns of custody.csv: one row per stay; no end: goes on."""

ORDER_SCHEMA = pa.schema(
    [
        ("person_id", pa.string()),
        ("order_id", pa.string()),
        ("kind", pa.string()),
        ("start_date", pa.date32()),
        ("end_date", pa.date32()),
        ("end_reason", pa.string()),
        ("area", pa.string()),
        ("age", pa.int32()),
        ("ethnicity", pa.string()),
        ("sex", pa.string()),
    ]
)
"""Columns of orders.csv: one row per court order; no end: goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """A made-up partnership: records of its people, the counts of the same people, and what is true of it.

    `tests`, `contacts`, `treatments`, `counts` and `areas` have the columns of the schemas above. `truth`
    says what was planted and how likely each stage is; see docs/reference/synthetic-partnership.md. With what is
    `further` recorded, the tables have more columns, and there are `custody` and `orders`.
    """

    tests: pa.Table
    contacts: pa.Table
    treatments: pa.Table
    counts: pa.Table
    areas: pa.Table
    truth: Mapping[str, Any]
    custody: pa.Table | None = None
    orders: pa.Table | None = None
