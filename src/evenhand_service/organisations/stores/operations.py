"""Putting accepted rows into the stores, and taking a load's rows out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand_service.organisations.enums import DataClass
from evenhand_service.organisations.models import (
    AggregateRows,
    Area,
    CareRows,
    EqualityRows,
    JusticeRows,
    Organisation,
    Purpose,
)
from evenhand_service.organisations.purposes.queries import objections_to
from evenhand_service.organisations.purposes.rules import check_may_take
from evenhand_service.organisations.stores import parts, rules
from evenhand_service.organisations.stores.leaving_out import (
    off_for,
    removed_people,
    without_columns_off,
    without_people_who,
)
from evenhand_service.organisations.stores.opening import open_store

MODELS: dict[DataClass, Any] = {
    DataClass.CARE: CareRows,
    DataClass.JUSTICE: JusticeRows,
    DataClass.EQUALITY: EqualityRows,
}


class StoreClosed(EvenhandError):
    """Somebody may not put rows into a store."""


class RowsAlreadyPut(EvenhandError):
    """A load's rows are in the stores already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of accepted rows: how many are kept, in which stores, and what was left out with its reason."""

    rows: int
    stores: tuple[str, ...]
    left_out: tuple[parts.LeftOut, ...] = ()


@transaction.atomic
def put_rows(
    *,
    load_id: UUID,
    record: str,
    rows: pa.Table,
    organisation: Organisation,
    area: Area,
    purpose: Purpose | None,
    person: Any,
    now: datetime,
    profile: str = "",
    code_lists: Mapping[str, str] | None = None,
) -> Kept:
    """Split accepted rows of one record type of a load over the stores; whoever approves the load does this.

    `rows` are as the library read them, `code_lists` the list and edition of each characteristic by column. Columns
    that are off for the purpose, and rows of people who object, are left out and counted. Tables of counts need no
    purpose (None). Raises: NoPurpose, StoreClosed, RowsAlreadyPut, and as `rules.place`; nothing is kept then.
    """
    told = {
        "load_id": load_id,
        "record": record,
        "profile": profile,
        "organisation": organisation,
        "area": area,
        "stored_at": now,
    }
    if rules.is_aggregate(record, profile):
        _insert(
            AggregateRows(
                **told,
                data_class=DataClass.AGGREGATE,
                number_of_rows=rows.num_rows,
                columns=rows.column_names,
                code_lists=dict(code_lists or {}),
                content=parts.to_bytes(parts.numbered(rows)),
            )
        )
        return Kept(rows=rows.num_rows, stores=("aggregate",))
    return _put_people(told, rows, purpose=purpose, person=person, now=now, code_lists=dict(code_lists or {}))


def _put_people(
    told: dict[str, Any],
    rows: pa.Table,
    *,
    purpose: Purpose | None,
    person: Any,
    now: datetime,
    code_lists: dict[str, str],
) -> Kept:
    record, area = told["record"], told["area"]
    numbered, left = without_columns_off(parts.numbered(rows), off=off_for(purpose))
    placed = rules.place(record, [name for name in numbered.column_names if name != rules.ROW_NUMBER])
    wanted = {
        store
        for store, held in placed.columns.items()
        if store == placed.store or any(parts.values_in(numbered, name) for name in held)
    }
    check_may_take(
        purposes=[purpose] if purpose else [], area=area, data_classes=wanted, today=timezone.localdate(now)
    )
    assert purpose is not None  # noqa: S101  (check_may_take refuses rows about people without one)
    kept, people = without_people_who(
        numbered,
        column=placed.person,
        object_to=objections_to(purpose, person=person),
        were_removed=removed_people(area, person=person),
    )
    for store in wanted:
        held = placed.columns[store]
        # The store of the record knows the order of all columns, so that rows can be put together again.
        columns = rows.column_names if store == placed.store else list(held)
        with open_store(store, purpose_id=purpose.pk):
            _insert(
                MODELS[store](
                    **told,
                    data_class=store,
                    purpose=purpose,
                    number_of_rows=kept.num_rows,
                    columns=columns,
                    code_lists={name: code for name, code in code_lists.items() if name in held},
                    content=parts.to_bytes(parts.part(kept, held)),
                )
            )
    return Kept(rows=kept.num_rows, stores=tuple(sorted(map(str, wanted))), left_out=(*left, *people))


def _insert(row: Any) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise RowsAlreadyPut(
            _("The rows of this load are in the stores already."), mend=_("Nothing was changed.")
        ) from error
    except ProgrammingError as error:
        if "row-level security" not in str(error):
            raise
        raise StoreClosed(
            _("You may not put rows of %(organisation)s into the store “%(store)s” of %(area)s.")
            % {
                "organisation": row.organisation,
                "store": DataClass(row.data_class).label,
                "area": row.area,
            },
            mend=_(
                "A running agreement has to share that class of data with your organisation, and your role has to "
                "approve loads. Nothing was kept of the rows."
            ),
        ) from error


@transaction.atomic
def remove_rows(*, load_id: UUID, purpose: Purpose | None, person: Any) -> int:
    """Take a load's rows out of every store that the person reaches; return how many parts went.

    What lies behind a purpose that is over goes when `retain` next runs.
    """
    gone, _by_model = AggregateRows.objects.for_change(person).filter(load_id=load_id).delete()
    for store in rules.STORES if purpose else ():
        with open_store(store, purpose_id=purpose.pk if purpose else None):
            number, _by_model = MODELS[store].objects.for_change(person).filter(load_id=load_id).delete()
        gone += number
    return int(gone)
