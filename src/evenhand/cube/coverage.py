"""Coverage before rates: what was recorded where and when, what is not known of whom, what was left out. Exact counts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from evenhand.cube.coverage_rules import CoverageRules, load_coverage
from evenhand.cube.coverage_tables import answers, by_month, of_tests, of_warnings, register_rows, residence
from evenhand.cube.visits import count_visits
from evenhand.foundations import Tally, exact_tally
from evenhand.linkage import Unlinked
from evenhand.pathway import Journeys
from evenhand.records import Inputs
from evenhand.vocabulary import Programme, Vocabulary

_BECAME = ("accepted", "rejected", "duplicates", "folded", "without_consent")


def coverage(
    inputs: Inputs,
    journeys: Journeys | None,
    unlinked: Sequence[Unlinked],
    programme: Programme,
    vocabulary: Vocabulary,
    *,
    home: Collection[str] = (),
    rules: CoverageRules | None = None,
) -> tuple[Tally, ...]:
    """Return what is known of the recording itself, as exact tallies; those without a row are left out.

    Only records that the programme follows are looked at. `home` are the areas of this partnership: people of other
    areas live elsewhere. Places with few rows are not named. Nothing is set against arrests, since no file of
    arrests is read. Source: C1, C7; 001 3.8.
    """
    rules = rules or load_coverage()
    followed = dict.fromkeys([programme.journey.get("record"), *(link["record"] for link in programme.links)])
    held = [name for name in followed if name in rules.record and name in inputs.records]
    with duckdb.connect() as db:
        for name in held:
            register_rows(db, name, inputs.records[name], rules)
        made = {
            **by_month(db, held, rules),
            **of_tests(db, held, rules),
            "residence": residence(db, inputs, held, home),
            **answers(db, inputs, held, vocabulary, rules),
            **of_warnings(db, inputs, held, rules),
        }
        tables = {name: db.sql(sql).to_arrow_table() for name, sql in made.items() if sql}
    tables["files"] = _files(inputs, held)
    tables["unlinked"] = _rows([(one.record, one.reason, one.rows) for one in unlinked], "record", "reason")
    left_out = [(one.label, one.rows) for one in (journeys.excluded if journeys else ())]
    tables["excluded"] = _rows(left_out, "reason")
    made_of_records = (_tally(name, tables[name], rules) for name in rules.tally if _any(tables, name))
    return (*made_of_records, *count_visits(inputs, programme))


def _any(tables: Mapping[str, pa.Table], name: str) -> bool:
    return name in tables and tables[name].num_rows > 0


def _rows(rows: Sequence[tuple[Any, ...]], *keys: str) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * (len(keys) + 1)
    kinds = [pa.string()] * len(keys) + [pa.int64()]
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    return pa.table(arrays, names=[*keys, "n"])


def _tally(name: str, table: pa.Table, rules: CoverageRules) -> Tally:
    words = rules.tally[name]
    columns = {key: table.column(key).combine_chunks() for key in words["keys"]}
    counts = table.column("n").combine_chunks()
    title, unit = words["title"], words["unit"]
    return exact_tally(name, title, words["keys"], words["headings"], unit, columns, counts, words["note"])


def _files(inputs: Inputs, held: Sequence[str]) -> pa.Table:
    """What became of the rows of each file of the records looked at, zeros included."""
    files = [one for one in inputs.files if one.record in held]
    return _rows([(one.file, what, getattr(one, what)) for one in files for what in _BECAME], "file", "what")
