"""Visits of a treatment trial by group: kept, and not kept with the reason. Exact counts of visits, not of people."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import duckdb

from evenhand.foundations import EVERYONE, Tally, exact_tally
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
    words, people = load_visit_words(), inputs.records["participant"]
    held = [one for one in programme.characteristics if one in people.schema.names]
    whens = " ".join(f"when '{code}' then '{label}'" for code, label in words["answers"].items())
    groups = [f"select '{EVERYONE}' as characteristic, '{EVERYONE}' as \"group\", * from answered"]
    groups += [f"select '{one}', coalesce(\"{one}\", 'not_known'), * from answered" for one in held]
    with duckdb.connect() as db:
        db.register("visit", inputs.records["visit"])
        db.register("participant", people)
        rows = db.sql(
            f"""with answered as (
                select p.*, coalesce(v.study, p.study, '') as trial, case
                    when v.kept = 'yes' then '{words["answers"]["kept"]}'
                    when v.kept = 'no' then case coalesce(v.reason, 'not_stated') {whens} else v.reason end
                    else '{words["answers"]["not_known"]}' end as answer
                from visit v join participant p using (person_id)
            ) select trial as study, characteristic, "group", answer, count(*) as n
            from ({" union all ".join(groups)}) group by all order by all"""
        ).to_arrow_table()
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
