"""Linking by an identifier that all files share (a pseudonym given by whoever holds the names)."""

from collections.abc import Iterator, Mapping
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.linkage.types import Linked, Unlinked
from evenhand.records import RECORD_SCHEMAS
from evenhand.vocabulary import Programme


def link_by_person(records: Mapping[str, pa.Table], programme: Programme) -> Linked:
    """Return the programme's records, each linked row belonging to a person of the journey record.

    Rows of people who do not stand in the journey record (a contact of someone who was never tested), and rows
    without any of the dates by which they could be followed, are counted as unlinked with the reason. A record
    that only pauses a clock (custody) is there if it was given, and absent otherwise. Source: C2, C3.
    """
    name = programme.journey["record"]
    start = records[name]
    linked = {name: start}
    unlinked: list[Unlinked] = []
    persons = _persons(start, programme) if programme.links or programme.pause else None
    for record, (person, dates) in _wanted(programme, records).items():
        table = records.get(record, RECORD_SCHEMAS[record].empty_table())
        known = table.filter(pc.is_in(table.column(person), value_set=persons, skip_nulls=True))
        dated = known.filter(_has_one_of(known, dates))
        linked[record] = dated
        for reason, rows in (
            (f"no {name} record of this person", table.num_rows - known.num_rows),
            (f"no {' or '.join(dates)}".replace("_", " "), known.num_rows - dated.num_rows),
        ):
            if rows:
                unlinked.append(Unlinked(record=record, reason=reason, rows=rows))
    return Linked(records=linked, unlinked=tuple(unlinked))


def _wanted(
    programme: Programme, records: Mapping[str, pa.Table]
) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """The record types that are linked: whose each row is, and the dates by which it is followed."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for record, person, date in _followed(programme, records):
        dates = found[record][1] if record in found else ()
        found[record] = (person, tuple(dict.fromkeys((*dates, date))))
    found.pop(programme.journey["record"], None)
    return found


def _followed(programme: Programme, records: Mapping[str, pa.Table]) -> Iterator[tuple[str, str, str]]:
    for link in sorted(programme.links, key=lambda link: "open_at" in link):  # what follows comes first
        yield link["record"], link["person"], link["date"]
    pause = programme.pause
    if pause is not None and pause.record in records:
        yield pause.record, pause.person, pause.start


def _has_one_of(table: pa.Table, dates: tuple[str, ...]) -> pa.ChunkedArray:
    return reduce(pc.or_, [pc.is_valid(table.column(name)) for name in dates])


def _persons(start: pa.Table, programme: Programme) -> pa.Array:
    return start.column(programme.journey["person"]).combine_chunks().unique()
