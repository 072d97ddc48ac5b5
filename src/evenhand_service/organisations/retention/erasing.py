"""One person out of every store, known by a digest of their key."""

from typing import Any

from evenhand_service.organisations.person_keys import digests_of
from evenhand_service.organisations.retention.plan import KEEPER, MODELS, Going
from evenhand_service.organisations.retention.removing import remove
from evenhand_service.organisations.stores.parts import from_bytes
from evenhand_service.organisations.stores.rules import ROW_NUMBER, place


def erase_from_stores(*, area_id: Any, digest: str) -> int:
    """Remove a person's rows of an area from all stores; return how many rows of records went."""
    number = 0
    for model in (MODELS["care"], MODELS["justice"]):
        for one in model.objects.using(KEEPER).filter(area_id=area_id).order_by("load_id", "record"):
            column = place(one.record, ()).person
            if place(one.record, ()).store != one.data_class or not column:
                continue
            rows = from_bytes(one.content)
            if column not in rows.column_names:
                continue
            people = rows.column(column).to_pylist()
            theirs = {key for key, made in digests_of(people).items() if made == digest}
            numbers = frozenset(
                place_
                for place_, person in zip(rows.column(ROW_NUMBER).to_pylist(), people, strict=True)
                if person in theirs
            )
            if numbers:
                number += len(numbers)
                remove(_going(one, numbers))
    return number


def _going(one: Any, numbers: frozenset[int]) -> Going:
    return Going(
        load_id=one.load_id,
        record=one.record,
        area_id=str(one.area_id),
        kind="erasure",
        numbers=numbers,
        why="",
    )
