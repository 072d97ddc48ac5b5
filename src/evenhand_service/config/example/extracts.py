"""The files of the made-up partnership: rows of the library's synthetic one, moved to the year that is wanted."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.synthetic import Partnership, make_partnership, write_partnership
from evenhand_service.config.example.plan import PlannedArea, PlannedExtract

RECORDS = ("tests", "contacts", "treatments")


def files_of(extract: PlannedExtract, area: PlannedArea) -> dict[str, bytes]:
    """Return the files of one place and year by name; the same plan gives the same bytes."""
    made = make_partnership(
        people=extract.people,
        seed=extract.seed,
        setting=extract.setting,
        prefix=extract.prefix,
        area_code=area.code,
        area_name=area.name,
    )
    if extract.unseen:
        made = unseen(made, **extract.unseen)
    moved = replace(made, **{name: earlier(getattr(made, name), extract.days_earlier) for name in RECORDS})
    with tempfile.TemporaryDirectory() as folder:
        write_partnership(moved, Path(folder))
        return {f"{name}.csv": (Path(folder) / "records" / f"{name}.csv").read_bytes() for name in RECORDS}


def unseen(made: Partnership, *, from_age: int, to_age: int, of_hundred: int) -> Partnership:
    """Return a partnership that lost sight of some people of an age after their test: the first of each hundred."""
    ages = made.tests.column("age")
    young = pc.and_(pc.greater_equal(ages, from_age), pc.less_equal(ages, to_age))
    people = pc.unique(made.tests.filter(young).column("person_id"))
    number = pc.cast(pc.utf8_slice_codeunits(people, -2), pa.int32())
    lost = people.filter(pc.less(number, of_hundred))
    kept = {
        name: getattr(made, name).filter(pc.invert(pc.is_in(getattr(made, name).column("person_id"), lost)))
        for name in ("contacts", "treatments")
    }
    return replace(made, **kept)


def earlier(table: pa.Table, days: int) -> pa.Table:
    """Return a table with every day so many days earlier."""
    for position, field in enumerate(table.schema):
        if pa.types.is_date32(field.type):
            numbers = pc.subtract(pc.cast(table.column(position), pa.int32()), pa.scalar(days, pa.int32()))
            table = table.set_column(position, field, pc.cast(numbers, pa.date32()))
    return table
