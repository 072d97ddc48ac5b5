"""Visits of a treatment trial by group: kept, and not kept with the reason. Exact counts of visits, not of people."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import duckdb
import pyarrow as pa

from evenhand.foundations import EVERYONE, Tally, exact_tally
from evenhand.foundations.sql import identifier, literal
from evenhand.records import Inputs
from evenhand.vocabulary import Programme


@cache
def load_visit_words() -> dict[str, Any]:
    """Return the words of the tally that come with Evenhand."""
    return tomllib.loads(
        (resources.files("evenhand.cube") / "data" / "visits-2026-11.toml").read_text("utf-8")
    )


def count_visits(inputs: Inputs, programme: Programme) -> tuple[Tally, ...]:
    """Return the visits of people who take part, by the programme's characteristics; nothing without visits.

    A visit of somebody of whom there is no record of taking part is in no group and not counted here.
    """
    if (
        not {"visit", "participant"} <= set(inputs.records)
        or programme.journey.get("record") != "participant"
    ):
        return ()
    words = load_visit_words()
    rows = _answers(inputs, programme, words["answers"])
    if not rows.num_rows:
        return ()
    tally = words["tally"]
    columns = {key: rows.column(key).combine_chunks() for key in tally["keys"]}
    counts = rows.column("n").combine_chunks()
    return (
        exact_tally(
            tally["id"],
            tally["title"],
            tally["keys"],
            tally["headings"],
            tally["unit"],
            columns,
            counts,
            tally["note"],
        ),
    )


def _answers(inputs: Inputs, programme: Programme, answers: Mapping[str, str]) -> pa.Table:
    """How many visits of each study and group were kept, or not kept and why, in the words of `answers`."""
    people = inputs.records["participant"]
    held = [one for one in programme.characteristics if one in people.schema.names]
    whens = " ".join(f"when {literal(code)} then {literal(label)}" for code, label in answers.items())
    groups = [f"select '{EVERYONE}' as characteristic, '{EVERYONE}' as \"group\", * from answered"]
    groups += [f"select '{one}', coalesce({identifier(one)}, 'not_known'), * from answered" for one in held]
    with duckdb.connect() as db:
        db.register("visit", inputs.records["visit"])
        db.register("participant", people)
        return db.sql(
            f"""with answered as (
                select p.*, coalesce(v.study, p.study, '') as trial, case
                    when v.kept = 'yes' then {literal(answers["kept"])}
                    when v.kept = 'no' then case coalesce(v.reason, 'not_stated') {whens} else v.reason end
                    else {literal(answers["not_known"])} end as answer
                from visit v join participant p using (person_id)
            ) select trial as study, characteristic, "group", answer, count(*) as n
            from ({" union all ".join(groups)}) group by all order by all"""
        ).to_arrow_table()
