"""Whether following people is linear in rows: the same programme over ever more people, in one process."""

import time
from collections.abc import Iterator, Mapping
from datetime import date
from statistics import median

import numpy as np
import pyarrow as pa

from benchmarks.line import line
from evenhand.linkage import link_by_person
from evenhand.pathway import build_pathways
from evenhand.records import RECORD_SCHEMAS
from evenhand.synthetic import make_partnership
from evenhand.vocabulary import load_vocabulary

SIZES = (50_000, 200_000, 500_000)
REPEATS = 3
AS_AT = date(2026, 3, 31)
SLOWER = 1.5
"""How much more time a person may take among the most people than among the fewest."""


def run() -> Iterator[str]:
    """Yield the time for each number of people, then the time per person of the most against the fewest."""
    taken = {people: _seconds(people) for people in SIZES}
    for people, seconds in taken.items():
        share = seconds / taken[SIZES[0]] * SIZES[0] / people
        yield line(f"pathways of {people:,} people; per person {share:.2f} of the first", seconds, 60, "s")
    first, last = SIZES[0], SIZES[-1]
    ratio = (taken[last] / last) / (taken[first] / first)
    yield line(f"time per person, {last:,} people against {first:,}", ratio, SLOWER, "")


def _seconds(people: int) -> float:
    records = _records(people)
    programme = load_vocabulary().programme("arrest-to-treatment")
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        linked = link_by_person(records, programme)
        build_pathways(linked=linked, programme=programme, as_at=AS_AT, period="quarter")
        times.append(time.perf_counter() - start)
    return median(times)


def _records(people: int) -> Mapping[str, pa.Table]:
    """The records of so many made-up people, one in five of whom was in custody for a while."""
    made = make_partnership(people=people, seed=1)
    records = {"test": made.tests, "contact": made.contacts, "treatment": made.treatments}
    rng = np.random.default_rng(1)
    chosen = rng.choice(made.tests.num_rows, size=people // 5, replace=False)
    came = made.tests.column("test_date").take(pa.array(chosen)).cast(pa.int32()).to_numpy()
    gone = came + rng.integers(0, 120, size=len(chosen))
    records["custody"] = pa.table(
        {
            "person_id": made.tests.column("person_id").take(pa.array(chosen)),
            "in_date": pa.array(came, pa.int32()).cast(pa.date32()),
            "out_date": pa.array(gone.astype(np.int32)).cast(pa.date32()),
        }
    )
    return {name: _in_columns_of(name, table) for name, table in records.items()}


def _in_columns_of(record: str, table: pa.Table) -> pa.Table:
    """The rows in the columns of a record type, as reading gives them: null where there is nothing."""
    columns = [
        table.column(one.name).cast(one.type)
        if one.name in table.schema.names
        else pa.nulls(table.num_rows, one.type)
        for one in RECORD_SCHEMAS[record]
    ]
    return pa.table(columns, schema=RECORD_SCHEMAS[record])
