"""Reading the stores: rows of loads put together again for a run, and a note of every read in the audit log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand_service.common.audit.operations import note
from evenhand_service.organisations.enums import DataClass
from evenhand_service.organisations.models import AggregateRows, CareRows, EqualityRows, JusticeRows, Purpose
from evenhand_service.organisations.purposes.queries import objections_to
from evenhand_service.organisations.purposes.rules import NoPurpose
from evenhand_service.organisations.stores import parts, rules
from evenhand_service.organisations.stores.leaving_out import off_for, without_columns_off, without_people_who
from evenhand_service.organisations.stores.opening import for_purpose, open_store

_MODELS: dict[DataClass, Any] = {
    DataClass.CARE: CareRows,
    DataClass.JUSTICE: JusticeRows,
    DataClass.EQUALITY: EqualityRows,
}


class RowsNotReached(EvenhandError):
    """Rows of a load are behind a wall, or are no longer kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Accepted rows of one record type of one load, as the library read them."""

    load_id: UUID
    record: str
    profile: str
    rows: pa.Table
    code_lists: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The rows of several loads, and what was left out of them, with the reason."""

    parts: tuple[Part, ...]
    left_out: tuple[parts.LeftOut, ...] = ()


def gather(*, load_ids: Collection[UUID], purpose: Purpose | None, person: Any, today: date) -> Gathered:
    """Return the rows of loads, put together from the stores that the purpose covers and the person reaches.

    Tables of counts come without a purpose. Every read of rows about people is noted in the audit log with the purpose.
    Raises: NoPurpose where the purpose does not run; RowsNotReached where a load's rows cannot be read: a run of some
    of the rows would say something else.
    """
    if purpose is not None and not purpose.runs_on(today):
        raise NoPurpose(
            _("“%(title)s” does not run today, so no rows about people are read.") % {"title": purpose.title},
            mend=_("Complete it, or choose dates that reach today."),
        )
    found = {
        (one.load_id, one.record): _whole(one)
        for one in AggregateRows.objects.visible_to(person).filter(load_id__in=load_ids)
    }
    left: list[parts.LeftOut] = []
    if purpose is not None:
        held = _read_stores(load_ids, purpose, person)
        off, objecting = off_for(purpose), objections_to(purpose, person=person)
        for key, pieces in held.items():
            found[key], more = _together(pieces, off=off, objecting=objecting)
            left += more
    _check_all_there(load_ids, found, purpose)
    ordered = sorted(found.values(), key=lambda one: (one.record, str(one.load_id)))
    return Gathered(parts=tuple(ordered), left_out=tuple(left))


def _read_stores(
    load_ids: Collection[UUID], purpose: Purpose, person: Any
) -> dict[tuple[UUID, str], dict[DataClass, Any]]:
    held: dict[tuple[UUID, str], dict[DataClass, Any]] = {}
    for store in rules.STORES:
        if store not in purpose.data_classes:
            continue
        with open_store(store, purpose_id=purpose.pk):
            rows = list(
                _MODELS[store].objects.visible_to(person).filter(load_id__in=load_ids).order_by("load_id")
            )
        for one in rows:
            held.setdefault((one.load_id, one.record), {})[store] = one
            _note(one, purpose)
    return held


def _note(rows: Any, purpose: Purpose) -> None:
    with for_purpose(purpose.pk):
        note(
            action="read",
            subject=rows._meta.label_lower,
            row_id=str(rows.pk),
            area=rows.area_id,
            reason=purpose.title,
            rows=rows.number_of_rows,
        )


def _together(
    pieces: dict[DataClass, Any], *, off: dict[str, str], objecting: frozenset[str]
) -> tuple[Part, list[parts.LeftOut]]:
    record = next(iter(pieces.values())).record
    placed = rules.place(record, ())
    base = pieces.get(placed.store)
    if base is None:
        raise RowsNotReached(
            _("Rows of a load lie in the store “%(store)s”, which you do not reach.")
            % {"store": placed.store.label},
            mend=_("Ask for an agreement and a purpose that cover that store. Nothing was read for the run."),
        )
    others = {store: one for store, one in pieces.items() if store != placed.store}
    rows = parts.joined(
        parts.from_bytes(base.content),
        [parts.from_bytes(one.content) for one in others.values()],
        columns=[name for name in base.columns if name not in off],
        record=record,
    )
    rows, left = without_columns_off(rows, off=off)
    rows, people = without_people_who(rows, column=placed.person, object_to=objecting)
    codes = {name: code for one in pieces.values() for name, code in one.code_lists.items()}
    return (
        Part(load_id=base.load_id, record=record, profile=base.profile, rows=rows, code_lists=codes),
        [*left, *people],
    )


def _whole(one: Any) -> Part:
    rows = parts.without_columns(parts.from_bytes(one.content), [rules.ROW_NUMBER])
    return Part(
        load_id=one.load_id, record=one.record, profile=one.profile, rows=rows, code_lists=one.code_lists
    )


def _check_all_there(
    load_ids: Collection[UUID], found: Collection[tuple[UUID, str]], purpose: Purpose | None
) -> None:
    lacking = set(load_ids) - {load_id for load_id, _record in found}
    if lacking and purpose is None:
        raise NoPurpose(
            _(
                "Some of these loads hold rows about people, which are read for a purpose and not without one."
            ),
            mend=_("Name the purpose of the run, or choose loads of counts. Nothing was read."),
        )
    if lacking:
        raise RowsNotReached(
            _("Rows of %(number)s of the loads cannot be read.") % {"number": len(lacking)},
            mend=_(
                "They are no longer kept, lie in another area, or no running agreement shares them with your "
                "organisation. Nothing was read for the run."
            ),
        )
