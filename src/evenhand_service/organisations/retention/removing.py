"""Taking rows, or whose they are, out of every store of a load; as evenhand_keeper."""

from collections.abc import Collection
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evenhand_service.organisations.retention.plan import KEEPER, MODELS, Going
from evenhand_service.organisations.retention.rules import GONE
from evenhand_service.organisations.stores.parts import from_bytes, to_bytes
from evenhand_service.organisations.stores.rules import ROW_NUMBER


def remove(one: Going, *, identifiers: bool = False) -> None:
    """Take the rows out of every store, or put a key of no person in place of whose they are."""
    for model in MODELS.values():
        for held in model.objects.using(KEEPER).filter(load_id=one.load_id, record=one.record):
            rows = from_bytes(held.content)
            left = _unnamed(rows, one) if identifiers else _without(rows, one.numbers)
            if left.num_rows == 0:
                held.delete(using=KEEPER)
            elif left is not rows:
                _keep(held, left)


def _keep(held: Any, rows: pa.Table) -> None:
    held.content, held.number_of_rows = to_bytes(rows), rows.num_rows
    held.save(using=KEEPER, update_fields=["content", "number_of_rows"])


def _without(rows: pa.Table, numbers: Collection[int]) -> pa.Table:
    going = pa.array(sorted(numbers), pa.int64())
    return rows.filter(pc.invert(pc.is_in(rows.column(ROW_NUMBER), value_set=going)))


def _unnamed(rows: pa.Table, one: Going) -> pa.Table:
    if "person_id" not in rows.column_names:
        return rows
    # A key for each row: nobody can tell whose it was, nor that two rows were of one person.
    keys = [
        f"{GONE}{one.load_id.hex}-{number}" if number in one.numbers else person
        for number, person in zip(
            rows.column(ROW_NUMBER).to_pylist(), rows.column("person_id").to_pylist(), strict=True
        )
    ]
    place = rows.column_names.index("person_id")
    return rows.set_column(place, rows.schema.field("person_id"), pa.array(keys, pa.string()))
