"""Checking a load in the background: every row is read, what cannot be used is noted without its values."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.utils.timezone import localdate

from evenhand.foundations import UnreadableFile
from evenhand.records import InputFile, Inputs
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.enums import LOAD_MACHINE
from evenhand_service.monitoring.loads.reading import read_load, span_of, write_file
from evenhand_service.monitoring.loads.settings import load_settings
from evenhand_service.monitoring.models import Load, LoadProblem
from evenhand_service.monitoring.private_folder import private_folder

_AT_ONCE = 1000


def check_load(*, load_id: UUID, by: UUID, clock: Callable[[], datetime]) -> None:
    """Read a load's file and keep what became of each row. Run twice, or stopped half-way, it gives the same.

    Nothing but progress is written before the end; there, counts and problems are kept in one transaction.
    """
    load = _start(load_id, by)
    if load is None:
        return
    with private_folder() as folder:
        with acting_as(by):
            path = write_file(load, folder)
        try:
            inputs = read_load(load, path, today=localdate(clock()))
        except UnreadableFile as error:
            refuse_load(load_id=load_id, by=by, what=error.what, mend=error.mend, now=clock())
            return
    _finish(load_id, by, inputs, now=clock())


def refuse_load(*, load_id: UUID, by: UUID, what: str, mend: str, now: datetime) -> None:
    """Say that a load cannot be used, why, and what would mend it; nothing where it has gone on since."""
    with acting_as(by):
        load = _locked(load_id)
        if load is not None and LOAD_MACHINE.allows("refuse_load", load.state):
            load.state = LOAD_MACHINE.step("refuse_load").after
            load.checked_at, load.refused_what, load.refused_mend, load.progress = now, what, mend, {}
            load.save()


def _start(load_id: UUID, by: UUID) -> Load | None:
    with acting_as(by):
        load = _locked(load_id)
        if load is None or not LOAD_MACHINE.allows("start_checking", load.state):
            return None
        load.state = LOAD_MACHINE.step("start_checking").after
        load.progress = {"step": "reading"}
        load.save(update_fields=["state", "progress"])
        return load


def _finish(load_id: UUID, by: UUID, inputs: Inputs, *, now: datetime) -> None:
    with acting_as(by):
        load = _locked(load_id)
        if load is None or not LOAD_MACHINE.allows("finish_checking", load.state):
            return
        _count(load, inputs)
        LoadProblem.objects.filter(load=load).delete()
        problems = islice(_problems(load, inputs), load_settings().problems_kept)
        LoadProblem.objects.bulk_create(problems, batch_size=_AT_ONCE)
        verb = "finish_checking" if load.rows_accepted else "refuse_load"
        if not load.rows_accepted:
            load.refused_what, load.refused_mend = _why_nothing(load)
        load.state, load.checked_at, load.progress = LOAD_MACHINE.step(verb).after, now, {}
        load.save()


def _locked(load_id: UUID) -> Load | None:
    return Load.objects.select_for_update(of=("self",)).filter(pk=load_id).first()


def _count(load: Load, inputs: Inputs) -> None:
    """Put the library's account of the file into the load; that it adds up, the library and the database both ask."""
    account: InputFile = inputs.files[0]
    load.rows_read, load.rows_accepted, load.rows_rejected = account.read, account.accepted, account.rejected
    load.rows_duplicate, load.rows_folded = account.duplicates, account.folded
    load.rows_without_consent = account.without_consent
    load.problems_found = inputs.rejected.num_rows
    load.notes = list(account.warnings)
    span = span_of(inputs)
    load.first_date, load.last_date = span or (None, None)


def _problems(load: Load, inputs: Inputs) -> Iterator[LoadProblem]:
    for one in inputs.rejected.to_pylist():
        yield LoadProblem(
            load=load,
            line=one["line"],
            column=(one["column"] or "")[:200],
            rule=one["rule"],
            mend=one["mend"] or "",
        )


def _why_nothing(load: Load) -> tuple[str, str]:
    if not load.rows_read:
        return "The file has headings and no rows.", "Give a file with a row for each record."
    return (
        f"None of its {load.rows_read:,} rows can be used.",
        "Below stands what is amiss in which row. Mend the rows, or how they are exported, and give the file again.",
    )
