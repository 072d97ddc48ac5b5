"""Programmes as tables that a commissioner can read: what stands in the records, and how each person is counted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from evenhand.foundations import REACHED, STILL_WAITING, TOO_SOON
from evenhand.linkage import link_by_person
from evenhand.pathway import Journeys, build_pathways
from evenhand.records import RECORD_SCHEMAS
from evenhand.vocabulary import Programme, load_vocabulary
from tests.spec.tables import Table, tables_in

FOLDER = Path(__file__).parent / "programmes"
_AS_AT = re.compile(r"As it stood on (\d{4}-\d\d-\d\d)\.")
_WORDS = {REACHED: "yes", STILL_WAITING: "still waiting", TOO_SOON: "too recent to count"}


@dataclass(frozen=True)
class Story:
    """A few people in the records of one programme, and what is to be counted of them."""

    programme: str
    title: str
    as_at: date
    records: Mapping[str, Table]
    counted: Table
    left_out: Table


def stories() -> Iterator[Story]:
    """Yield every story of every programme; the file bears the programme's name."""
    for path in sorted(FOLDER.glob("*.md")):
        for section in path.read_text("utf-8").split("\n## ")[1:]:
            title, _, body = section.partition("\n")
            yield _story(path.stem, title, body)


def followed(story: Story) -> Journeys:
    """Return the journeys of the people in a story; each lives in an area that bears the person's name."""
    plan = load_vocabulary().programme(story.programme)
    records = {name: _records(name, rows) for name, rows in story.records.items()}
    linked = link_by_person(records, plan)
    return build_pathways(linked=linked, programme=plan, as_at=story.as_at)


def counted_like(story: Story, journeys: Journeys) -> Table:
    """Return how each person is counted, in the columns of the story's table; empty where they did not come so far."""
    plan = load_vocabulary().programme(story.programme)
    names = list(story.counted[0])
    rows = sorted(journeys.rows.to_pylist(), key=lambda row: row["area"])
    return [
        {names[0]: row["area"]} | {name: _words(plan, name, row[f"state.{name}"]) for name in names[1:]}
        for row in rows
    ]


def _words(plan: Programme, stage: str, state: str | None) -> str:
    labels = {one.state: one.label for one in plan.stage(stage).exits}
    if plan.pause is not None:
        labels.setdefault(plan.pause.state, plan.pause.label)
    if plan.stage(stage).measure == "rate":
        labels.setdefault("stopped", "no")
    return "" if state is None else _WORDS.get(state) or labels[state]


def _story(programme: str, title: str, body: str) -> Story:
    parts = re.split(r"^\*\*(.+)\*\*$", body, flags=re.MULTILINE)
    tables = {name.strip(): tables_in(text)[0] for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    stood = _AS_AT.search(parts[0])
    return Story(
        programme=programme,
        title=title,
        as_at=date.fromisoformat(stood[1]) if stood else date(2026, 3, 31),
        records={name: rows for name, rows in tables.items() if name in RECORD_SCHEMAS},
        counted=sorted(tables["How they are counted"], key=lambda row: next(iter(row.values()))),
        left_out=tables.get("Left out", []),
    )


def _records(record: str, rows: Table) -> pa.Table:
    """Rows of a story as a table of the record type: an adult, unless an age is told."""
    schema = RECORD_SCHEMAS[record]
    made = []
    for row in rows:
        who = row["person"]
        told: dict[str, object] = {"age": 30, "area": who, "person_id": who, "case_id": who}
        for name, text in row.items():
            if name != "person":
                told[name] = _value(schema.field(name).type, text)
        made.append({name: value for name, value in told.items() if name in schema.names})
    return pa.Table.from_pylist(made, schema=schema)


def _value(kind: pa.DataType, text: str) -> object:
    if not text:
        return None
    if pa.types.is_date(kind):
        return date.fromisoformat(text)
    return int(text) if pa.types.is_integer(kind) else text
