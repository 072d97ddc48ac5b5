"""The tables of counts: every protected count of the pathway, of the data's quality, and of need."""

from collections.abc import Iterator, Mapping
from typing import Any

from evenhand.findings.words import capital
from evenhand.foundations import EVERYONE, KEPT_BACK, Tally
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.spreadsheet.names import Names
from evenhand.publish.spreadsheet.sheets import Cell
from evenhand.publish.spreadsheet.tables import NOT_APPLICABLE, Draft, shown_count
from evenhand.publish.tally_words import in_words, key_words


def count_sheets(shelf: Shelf, names: Names) -> Iterator[Draft]:
    """Yield the table of counts, then one for each side table."""
    yield _counts(shelf, names)
    for kind, tallies in (("need", shelf.release.needs), ("tally", shelf.release.tallies)):
        for one in tallies:
            said = in_words(shelf, one)
            yield tally_draft(shelf, said, shelf.say(f"files.{kind}.title", title=said.title))


def tally_draft(shelf: Shelf, tally: Tally, title: str) -> Draft:
    """Return a side table: its keys, the count shown, and between which numbers the true count lies."""
    say = shelf.say
    rows = [
        [*(key_words(shelf, row, key) for key in tally.keys), *_shown(shelf, row)] for row in tally.to_rows()
    ]
    return Draft(
        title=f"{title} ({tally.unit})",
        lines=[say("files.counts.lead"), *([tally.note] if tally.note else [])],
        heads=[*map(capital, tally.headings), *_heads(shelf)],
        rows=rows,
    )


def _counts(shelf: Shelf, names: Names) -> Draft:
    say = shelf.say
    named = ("area", "area_code", "period", "characteristic", "code_list", "group", "step")
    exits = {exit_.state: exit_.label for stage in shelf.programme.stages for exit_ in stage.exits}
    rows = sorted(shelf.release.counts.to_rows(), key=lambda row: str(row["cell_id"]))
    return Draft(
        title=say("files.counts.title"),
        lines=(say("files.counts.lead"),),
        heads=[
            *(say(f"files.sheet.{name}") for name in named),
            say("files.counts.state"),
            say("files.counts.unit"),
            *_heads(shelf),
        ],
        rows=[_row(shelf, names, row, exits) for row in rows],
    )


def _row(shelf: Shelf, names: Names, row: Mapping[str, Any], exits: Mapping[str, str]) -> list[Cell | None]:
    division = Division(row["characteristic"], row["code_list"], row["edition"])
    everyone = division.characteristic == EVERYONE
    title = "" if everyone else names.characteristic(division.characteristic)
    key = f"files.state.{row['state']}"
    state = shelf.say(key) if shelf.speech.messages.has(key) else exits.get(row["state"], row["state"])
    return [
        names.area(row["area"]),
        row["area"],
        names.period(row["period"]),
        title or NOT_APPLICABLE,
        names.listed(division.code_list, division.edition) or NOT_APPLICABLE,
        names.group(row["code_list"], row["edition"], row["group"]),
        names.step(row["stage"]),
        capital(state),
        names.unit(row["unit"]),
        *_shown(shelf, row),
    ]


def _heads(shelf: Shelf) -> list[str]:
    return [shelf.say(f"files.counts.{name}") for name in ("shown", "lower", "upper", "status")]


def _shown(shelf: Shelf, row: Mapping[str, Any]) -> list[Cell | None]:
    key = f"files.status.{row['status']}"
    status = shelf.say(key) if shelf.speech.messages.has(key) else row["status"]
    hidden = row["status"] in ("below_threshold", *KEPT_BACK)
    value = None if hidden else row["value"]
    return [shown_count(value, row["upper"]), row["lower"], row["upper"], status]
