"""Linked records: beside each journey the fitting row of the same person, if there is one."""

from collections.abc import Collection, Mapping
from typing import Any

import duckdb

from evenhand.foundations.sql import identifier
from evenhand.pathway.asking import columns
from evenhand.pathway.pauses import Time, count_free_days
from evenhand.pathway.rules import condition
from evenhand.vocabulary import Programme, link_name


def follow(
    db: duckdb.DuckDBPyConnection, programme: Programme, number: int, time: Time, free: Collection[str]
) -> None:
    """Make table `journey_<number + 1>`: each journey with the fitting row of the linked record, if any.

    Of several the preferred one is taken, of these the first (or last) by date. The link's record stands in
    `known_<record>`; its columns become `name.field`. `free` are date fields whose free days are wanted.
    """
    link = programme.links[number]
    name, record = link_name(link), link["record"]
    names = columns(db, f"known_{record}")
    picked = ", ".join(f"{identifier(one)} as {identifier(f'{name}.{one}')}" for one in names)
    db.execute(f"create temp table linked as select * from (select {picked} from known_{record})")
    if "rule" in link:
        db.execute(f"delete from linked where not {condition(link['rule'])}")
    person = f"{name}.{link['person']}"
    if time.pauses:
        count_free_days(db, "linked", person, [one for one in free if one.startswith(f"{name}.")])
    start = identifier(f"{programme.journey['record']}.{programme.journey['person']}")
    direction = "desc" if link.get("choose") == "last" else "asc"
    rest = ", ".join(identifier(f"{name}.{one}") for one in names)
    prefer = f"{condition(link['prefer'])} desc, " if "prefer" in link else ""
    day = identifier(f"{name}.{link['date']}")
    order = f"{prefer}{day} {direction}, {rest}"
    db.execute(
        f"create temp table journey_{number + 1} as with fitting as ("
        f"select j.journey as of_journey, l.* from journey_{number} j join linked l "
        f"on l.{identifier(person)} = j.{start} and {fits(link, time)} "
        f"qualify row_number() over (partition by j.journey order by {order}) = 1) "
        f"select j.*, f.* exclude (of_journey) from journey_{number} j left join fitting f on j.journey = f.of_journey"
    )
    db.execute("drop table linked")
    db.execute(f"drop table journey_{number}")


def fits(link: Mapping[str, Any], time: Time) -> str:
    """Return the SQL condition under which a linked row fits a journey: after its day and in time, or open then."""
    field = f"{link_name(link)}.{link['date']}"
    day = identifier(field)
    if "open_at" in link:
        at, until = identifier(link["open_at"]), identifier(f"{link_name(link)}.{link['until']}")
        return f"{day} < {at} and coalesce({until} >= {at}, true)"
    after = identifier(link["after"])
    wanted = [f"{day} - {after} >= {int(link.get('from_days', 0))}"]
    if "within_days" in link:
        days = time.between(link["after"], field, paused=link.get("paused", True))
        wanted.append(f"{days} <= {int(link['within_days'])}")
    return " and ".join(wanted)
