"""Small programmes written as their files are, so that one rule at a time can be tried."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow as pa

from evenhand.linkage import link_by_person
from evenhand.pathway import Journeys, build_pathways
from evenhand.records import RECORD_SCHEMAS
from evenhand.vocabulary import Programme
from evenhand.vocabulary.load import read_programme

HEAD = """
id = "small"
version = "1"
title = "A small programme"
question = "Who"
source = "made up"
verified = false
unit = "people"
characteristics = ["sex", "religion"]
within = ["drug_group"]
"""

BEGUN = """
[[stage]]
id = "begun"
label = "Begun"
people = "people who began"
did = "began"
kind = "exposure"
"""


def programme(text: str, steps: str = "") -> Programme:
    """Return a programme with journey and links as in `text`, whose first stage is `begun`, and then `steps`."""
    return read_programme(HEAD + text + BEGUN + steps, "small.toml")


def stage(name: str, words: str, of: str = "begun") -> str:
    """Return a stage of a programme's file."""
    return (
        f'[[stage]]\nid = "{name}"\nlabel = "{name}"\npeople = "people"\ndid = "did"\nkind = "service"\n'
        f'of = "{of}"\n{words}\n'
    )


def table(record: str, rows: Iterable[dict[str, Any]], **more: pa.DataType) -> pa.Table:
    """Return rows as a table of a record type; days are written '2024-03-31'. `more` are further columns."""
    schema = RECORD_SCHEMAS[record]
    for name, kind in more.items():
        schema = schema.append(pa.field(name, kind))
    days = {one.name for one in schema if pa.types.is_date(one.type)}
    made = [
        {name: date.fromisoformat(value) if name in days and value else value for name, value in row.items()}
        for row in rows
    ]
    return pa.Table.from_pylist(made, schema=schema)


def follow(plan: Programme, as_at: date = date(2026, 3, 31), **records: pa.Table) -> Journeys:
    """Return the journeys of the records; a record name that Python keeps for itself ends with an underscore."""
    named = {name.rstrip("_"): one for name, one in records.items()}
    return build_pathways(linked=link_by_person(named, plan), programme=plan, as_at=as_at)


def states(journeys: Journeys, name: str) -> list[str | None]:
    """Return the states at a stage in the order of the first events' dates."""
    rows = sorted(journeys.rows.to_pylist(), key=lambda row: row["date"])
    return [row[f"state.{name}"] for row in rows]
