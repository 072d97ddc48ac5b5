"""Linking by an identifier that all files share (a pseudonym given by whoever holds the names)."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.linkage.types import Linked, Unlinked
from evenhand.records import RECORD_SCHEMAS
from evenhand.vocabulary import Programme


def link_by_person(records: Mapping[str, pa.Table], programme: Programme) -> Linked:
    """Return the programme's records, each link row belonging to a person of the journey record.

    Rows of people who do not stand in the journey record (a contact of someone who was never tested) are
    counted as unlinked with the reason. Source: C2, C3.
    """
    name = programme.journey["record"]
    start = records[name]
    linked = {name: start}
    unlinked = []
    persons = _persons(start, programme) if programme.links else None
    for link in programme.links:
        table = records.get(link["record"], RECORD_SCHEMAS[link["record"]].empty_table())
        known = pc.is_in(table.column(link["person"]), value_set=persons)
        linked[link["record"]] = table.filter(known)
        if lost := table.num_rows - linked[link["record"]].num_rows:
            unlinked.append(
                Unlinked(record=link["record"], reason=f"no {name} record of this person", rows=lost)
            )
    return Linked(records=linked, unlinked=tuple(unlinked))


def _persons(start: pa.Table, programme: Programme) -> pa.Array:
    return start.column(programme.journey["person"]).combine_chunks().unique()
