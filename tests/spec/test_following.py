"""The page on following people is true: its records give its tables."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from evenhand.foundations import REACHED, STILL_WAITING, TOO_SOON, Period
from evenhand.linkage import link_by_person
from evenhand.pathway import Journeys, build_pathways
from evenhand.records import RECORD_SCHEMAS
from evenhand.vocabulary import load_vocabulary
from tests.spec.tables import Table, tables_in

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "following-people.md"
PROGRAMME = load_vocabulary().programme("arrest-to-treatment")
RESULT, NUMBERS = "How they are counted", "In numbers"
WORDS = {REACHED: "yes", STILL_WAITING: "still waiting", TOO_SOON: "too recent to count"}


@dataclass(frozen=True)
class Story:
    """One section of the page: what it says in words, its records, and what comes of them."""

    title: str
    words: str
    records: Mapping[str, Table]
    counted: Table
    numbers: Table


def stories() -> Iterator[Story]:
    """Yield every section of the page that has tables."""
    for section in PAGE.read_text("utf-8").split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        parts = re.split(r"^\*\*(.+)\*\*$", body, flags=re.MULTILINE)
        tables = {name: tables_in(text)[0] for name, text in zip(parts[1::2], parts[2::2], strict=True)}
        if tables:
            counted, numbers = tables.pop(RESULT), tables.pop(NUMBERS, [])
            yield Story(title, " ".join(parts[0].split()), tables, counted, numbers)


def followed(story: Story) -> Journeys:
    """Return the journeys of a section; the suite bears the person's name."""
    how: dict[str, Any] = {"as_at": date(2026, 3, 31)}
    if found := re.search(r"As it stood on (\d{4}-\d\d-\d\d)\.", story.words):
        how["as_at"] = date.fromisoformat(found[1])
    if found := re.search(r"Counted by (financial-year)\.", story.words):
        how["period"] = found[1]
    if found := re.search(r"Areas of the partnership: ([^.]+)\.", story.words):
        how["home"] = found[1].split(", ")
    if "Counted by the area where it happened" in story.words:
        how["area_of"] = "happened"
    records = {name: _table(name, rows) for name, rows in story.records.items()}
    return build_pathways(linked=link_by_person(records, PROGRAMME), programme=PROGRAMME, **how)


ALL = list(stories())


@pytest.mark.parametrize("story", ALL, ids=[story.title for story in ALL])
def test_people_are_counted_as_the_page_says(story: Story) -> None:
    journeys = followed(story)
    names = list(story.counted[0])
    rows = [{name: _shown(row, name) for name in names} for row in journeys.rows.to_pylist()]
    assert sorted(rows, key=str) == sorted(story.counted, key=str)
    known = _numbers(journeys)
    assert {row["what"]: int(row["number"]) for row in story.numbers} == {
        row["what"]: known[row["what"]] for row in story.numbers
    }


def test_the_page_tells_each_number_that_there_is() -> None:
    told = {row["what"].partition(":")[0] for story in ALL for row in story.numbers}
    assert {"repeats", "left out", "treatment rows", "journeys in which a pause mattered"} <= told


def _shown(row: Mapping[str, Any], name: str) -> str:
    if name == "person":
        return str(row["suite"])
    if name == "period":
        return Period.parse(row["period"]).words
    if name.startswith("counted at "):
        return "yes" if row[f"at_risk.{name.removeprefix('counted at ')}"] else "no"
    if f"state.{name}" not in row:
        return str(row[name])
    state = row[f"state.{name}"]
    labels = {one.state: one.label for one in PROGRAMME.stage(name).exits} | WORDS
    if PROGRAMME.pause is not None:
        labels[PROGRAMME.pause.state] = PROGRAMME.pause.label
    return "" if state is None else labels[state]


def _numbers(journeys: Journeys) -> dict[str, int]:
    found = {"repeats": journeys.repeats, "journeys in which a pause mattered": journeys.paused or 0}
    found |= {f"left out: {one.label}": one.rows for one in journeys.excluded}
    found |= {
        f"people with {row['events']} events": row["people"] for row in journeys.events_per_person.to_pylist()
    }
    for one in journeys.joined:
        found |= {f"{one.record} rows": one.rows, f"{one.record} episodes once joined": one.episodes}
    return found


def _table(record: str, rows: Table) -> pa.Table:
    schema = RECORD_SCHEMAS[record]
    made = []
    for row in rows:
        told: dict[str, Any] = {"age": 30, "area": "X1", "person_id": row["person"], "suite": row["person"]}
        told |= {name: _value(schema, name, text) for name, text in row.items() if name != "person"}
        made.append({name: value for name, value in told.items() if name in schema.names})
    return pa.Table.from_pylist(made, schema=schema)


def _value(schema: pa.Schema, name: str, text: str) -> object:
    kind = schema.field(name).type
    if not text:
        return None
    if pa.types.is_date(kind):
        return date.fromisoformat(text)
    return int(text) if pa.types.is_integer(kind) else text
