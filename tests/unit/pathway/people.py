"""Made-up people, small enough to follow by hand: each lives in an area that bears the name of the person."""

from collections.abc import Iterable, Mapping
from datetime import date

import pyarrow as pa

from evenhand.linkage import link_by_person
from evenhand.pathway import Journeys, build_pathways
from evenhand.records import RECORD_SCHEMAS
from evenhand.vocabulary import load_vocabulary

PROGRAMME = load_vocabulary().programme("arrest-to-treatment")
STAGES = tuple(stage.id for stage in PROGRAMME.stages)
AS_AT = date(2026, 3, 31)

Row = Mapping[str, object]


def day(text: str | None) -> date | None:
    """Return a day from '2024-03-31'."""
    return None if text is None else date.fromisoformat(text)


def drug_test(person: str, on: str, result: str = "opiates", **more: object) -> Row:
    """Return a drug test; by default a positive one of a White British man of 30."""
    return {
        "person_id": person,
        "test_date": day(on),
        "area": person,
        "suite": None,
        "result": result,
        "age": 30,
        "ethnicity": "WHITE_BRITISH",
        "sex": "MALE",
        "age_band": "25_34",
    } | more


def contact(person: str, on: str, outcome: str = "need_found") -> Row:
    """Return a contact with a drug worker."""
    return {"person_id": person, "contact_date": day(on), "outcome": outcome}


def treatment(
    person: str, referred: str, started: str | None = None, ended: str | None = None, why: str | None = None
) -> Row:
    """Return a referral to treatment and what became of it."""
    return {
        "person_id": person,
        "referral_date": day(referred),
        "start_date": day(started),
        "end_date": day(ended),
        "end_reason": why,
    }


def table(record: str, rows: Iterable[Row]) -> pa.Table:
    """Return rows as a table of a record type."""
    return pa.Table.from_pylist([dict(row) for row in rows], schema=RECORD_SCHEMAS[record])


def follow(
    tests: Iterable[Row],
    contacts: Iterable[Row] = (),
    treatments: Iterable[Row] = (),
    *,
    as_at: date = AS_AT,
) -> Journeys:
    """Return the journeys of the people in the rows."""
    records = {
        "test": table("test", tests),
        "contact": table("contact", contacts),
        "treatment": table("treatment", treatments),
    }
    return build_pathways(linked=link_by_person(records, PROGRAMME), programme=PROGRAMME, as_at=as_at)


def states(journeys: Journeys, person: str) -> dict[str, str | None]:
    """Return the person's state at every stage to which they came."""
    (row,) = (row for row in journeys.rows.to_pylist() if row["area"] == person)
    return {stage: row[f"state.{stage}"] for stage in STAGES if row[f"state.{stage}"] is not None}


def at_risk(journeys: Journeys, person: str) -> set[str]:
    """Return the stages in whose denominator the person is, the first one left out."""
    (row,) = (row for row in journeys.rows.to_pylist() if row["area"] == person)
    return {stage for stage in STAGES[1:] if row[f"at_risk.{stage}"]}
