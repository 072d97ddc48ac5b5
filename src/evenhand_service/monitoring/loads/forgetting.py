"""Files that still wait hold people whom nobody has put into a store: who is to be removed is removed from there as well."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.foundations import EvenhandError
from evenhand_service.monitoring.loads.enums import DataClass, LoadState
from evenhand_service.monitoring.loads.reading import read_load
from evenhand_service.monitoring.models import Load, LoadChunk, LoadProblem
from evenhand_service.monitoring.private_folder import private_folder
from evenhand_service.organisations.person_keys import digests_of
from evenhand_service.organisations.stores.rules import place

KEEPER = "keeper"
BECAUSE = gettext_noop(
    "Somebody in this file was removed. Give the file again: their rows are then left out."
)
_WAITS = (LoadState.RECEIVED, LoadState.CHECKING, LoadState.CHECKED)


def forget_in_files(*, area_id: str, digest: str, now: datetime) -> int:
    """Remove every file of an area that holds the person, or that nobody can read; return how many files went.

    A file is removed whole: bytes of formats of others are not cut. What is approved and not yet in the stores loses its
    file as well, and says on its page that it is to be given again.
    """
    held = Load.objects.using(KEEPER).filter(area_id=area_id, bytes_removed_at__isnull=True)
    held = held.exclude(data_class=DataClass.AGGREGATE)
    going = [one for one in held.order_by("uploaded_at", "id") if _holds(one, digest)]
    with transaction.atomic(using=KEEPER):
        for one in going:
            _remove(one, now)
    return len(going)


def _holds(load: Load, digest: str) -> bool:
    with private_folder() as folder:
        path = _written(load, folder)
        try:
            records = read_load(load, path).records
        except EvenhandError:
            return True
    for record, rows in records.items():
        column = place(record, ()).person
        if column in rows.column_names and digest in digests_of(rows.column(column).to_pylist()).values():
            return True
    return False


def _written(load: Load, folder: Path) -> Path:
    path = folder / load.file_name
    chunks = LoadChunk.objects.using(KEEPER).filter(load_id=load.pk).order_by("position")
    with path.open("wb") as file:
        for piece in chunks.values_list("content", flat=True):
            file.write(piece)
    return path


def _remove(load: Load, now: datetime) -> None:
    LoadChunk.objects.using(KEEPER).filter(load_id=load.pk).delete()
    LoadProblem.objects.using(KEEPER).filter(load_id=load.pk).delete()
    load.bytes_removed_at = now
    # What is in the stores already stays in use, without the person: the stores are seen to before.
    if load.state in _WAITS or (load.state == LoadState.APPROVED and load.stored_at is None):
        load.state, load.withdrawn_at, load.withdrawn_because = LoadState.WITHDRAWN, now, BECAUSE
    load.save(using=KEEPER)
