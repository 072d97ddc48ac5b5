"""Putting the rows of an approved load into the stores, in the background: all of them, once."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from evenhand.foundations import EvenhandError
from evenhand.records import Inputs
from evenhand_service.accounts.models import User
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.enums import DataClass, LoadState
from evenhand_service.monitoring.loads.reading import read_load, write_file
from evenhand_service.monitoring.models import Load
from evenhand_service.monitoring.private_folder import private_folder
from evenhand_service.organisations.stores.operations import put_rows


def store_load(*, load_id: UUID, by: UUID, clock: Callable[[], datetime]) -> None:
    """Put a load's rows into the stores, or say why not; run twice, the second finds it done.

    A table of counts is kept as it came: it is ready as soon as it is approved.
    """
    with acting_as(by):
        load = _waiting(load_id)
        if load is None:
            return
        if load.data_class == DataClass.AGGREGATE:
            _done(load, clock())
            return
    with private_folder() as folder:
        with acting_as(by):
            path = write_file(load, folder)
        inputs = read_load(load, path)
    try:
        _put(load_id, by, inputs, clock())
    except EvenhandError as error:
        note_not_stored(load_id=load_id, by=by, what=error.what, mend=error.mend)


def note_not_stored(*, load_id: UUID, by: UUID, what: str, mend: str) -> None:
    """Say on the load's page why its rows are not in the stores; no run uses it until they are."""
    with acting_as(by):
        load = _waiting(load_id)
        if load is not None:
            load.refused_what, load.refused_mend = what, mend
            load.save(update_fields=["refused_what", "refused_mend"])


def _waiting(load_id: UUID) -> Load | None:
    """The load, held, if its rows are still to be put away."""
    found = Load.objects.select_for_update(of=("self",)).filter(pk=load_id, state=LoadState.APPROVED)
    return found.filter(stored_at__isnull=True).first()


def _put(load_id: UUID, by: UUID, inputs: Inputs, now: datetime) -> None:
    with acting_as(by):
        load = _waiting(load_id)
        if load is None:
            return
        left = []
        for record, rows in inputs.records.items():
            kept = put_rows(
                load_id=load.pk,
                record=record,
                rows=rows,
                organisation=load.organisation,
                area=load.area,
                purpose=load.purpose,
                person=User.objects.get(pk=by),
                now=now,
                profile=load.profile,
                code_lists={column: one for (of, column), one in inputs.code_lists.items() if of == record},
            )
            left += [f"{one.what}: {one.rows:,}. {one.reason}" for one in kept.left_out]
        load.notes = [*load.notes, *left]
        _done(load, now)


def _done(load: Load, now: datetime) -> None:
    load.stored_at, load.refused_what, load.refused_mend = now, "", ""
    load.save(update_fields=["stored_at", "notes", "refused_what", "refused_mend"])
