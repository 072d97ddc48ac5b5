"""Every row of the tables of standing: a date as written, and where the action stands on a day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from evenhand.planning.dates import read_when
from evenhand.planning.standing import Standing, Tracked, inference_said, said, standings, state_words
from tests.spec.tables import Table, tables_in

PAGE = Path(__file__).with_name("standing.md")


def plans() -> Iterator[tuple[str, Table]]:
    """A heading's table is one plan where its actions differ, and a plan for each row where it is one action."""
    for section in PAGE.read_text("utf-8").split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        (table,) = tables_in(body)
        if len({row["action"] for row in table}) == len(table):
            yield title, table
        else:
            yield from ((f"{title}, {place}", [row]) for place, row in enumerate(table, start=1))


def tracked(row: dict[str, str], known: list[str]) -> Tracked:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row.get(name) else None

    waits = tuple(one for one in row.get("waits for", "").split(", ") if one)
    stages = [one.split() for one in row.get("stages done", "").split(", ") if one]
    return Tracked(
        key=row["action"],
        when=read_when(row["date"], known=known),
        depends_on=waits,
        done_on=day("done"),
        closed_on=day("closed"),
        reviewed_on=day("reviewed"),
        recorded_on=day("in plan since"),
        stages_done={int(place): date.fromisoformat(done) for place, done in stages},
    )


def shown(one: Standing, row: dict[str, str]) -> dict[str, str]:
    """What is found, in the columns of the table that say what must be."""
    words = said(one)
    if one.inference:
        words = words[: -len(said_inference(one)) - 1]
    found = {
        "state": state_words(one.state),
        "why": words,
        "inferred": "yes" if one.inferred else "no",
        "comes up": "yes" if one.comes_up else "no",
    }
    return {name: value for name, value in found.items() if row.get(name)}


def said_inference(one: Standing) -> str:
    assert one.inference
    return inference_said(one.inference)


PLANS = list(plans())


@pytest.mark.parametrize(("title", "table"), PLANS, ids=[title for title, _ in PLANS])
def test_the_actions_stand_as_the_table_says(title: str, table: Table) -> None:
    (on,) = {date.fromisoformat(row["on"]) for row in table}
    known = [row["action"] for row in table]
    found = standings([tracked(row, known) for row in table], on)
    expected = [
        {name: row[name] for name in ("state", "why", "inferred", "comes up") if row.get(name)}
        for row in table
    ]
    assert [shown(one, row) for one, row in zip(found.rows, table, strict=True)] == expected
