"""Writes of loads: received, approved, withdrawn. Reading them is done in the background (checking, storing)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError, UnknownFormat
from evenhand_service.accounts.queries import may
from evenhand_service.monitoring.loads.enums import LOAD_MACHINE, LoadSource, LoadState
from evenhand_service.monitoring.loads.reading import pieces
from evenhand_service.monitoring.loads.recognise import Recognised, recognise
from evenhand_service.monitoring.loads.rules import why_not_approve, why_not_withdraw
from evenhand_service.monitoring.loads.settings import load_settings
from evenhand_service.monitoring.models import Load, LoadChunk, Run
from evenhand_service.monitoring.said import in_reader
from evenhand_service.monitoring.states import NotAllowedNow
from evenhand_service.monitoring.tasks import definitions as tasks
from evenhand_service.organisations.purposes.queries import require_purpose
from evenhand_service.organisations.stores.operations import remove_rows


class FileRefused(Exception):
    """A file that is not taken: `what` is wrong, what would `mend` it. Nothing of it was kept."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(f"{what} {mend}".strip())
        self.what = what
        self.mend = mend


def receive_file(
    *,
    content: bytes,
    given_name: str,
    area: Any,
    organisation: Any,
    by: Any,
    now: datetime,
    label: str = "",
    source: LoadSource = LoadSource.BROWSER,
) -> Load:
    """Take a file in for checking, and return its load. Raises FileRefused, and then nothing of it was kept.

    Rows about people are taken under a complete purpose alone; tables of counts need none. Source: 001 3.8; J2.
    """
    if not may(by, "upload", area=area.pk):
        raise PermissionDenied
    if len(content) > load_settings().file_bytes:
        raise FileRefused(too_large(), _("Split it, for example by year."))
    try:
        found = recognise(content, given_name)
        purpose = require_purpose(area, found.data_classes, timezone.localdate(now), person=by)
    except UnknownFormat as error:
        own = _("If it is another kind of file, ask whoever runs this service to add its format.")
        raise FileRefused(in_reader(error.what), f"{in_reader(error.nearest)} {own}") from None
    except EvenhandError as error:
        raise FileRefused(in_reader(error.what), in_reader(error.mend)) from None
    try:
        with transaction.atomic():
            load = _keep(content, found, area=area, organisation=organisation, purpose=purpose, by=by, now=now,
                         label=label, source=source)  # fmt: skip
    except IntegrityError:
        raise FileRefused(
            _("This file was given before: its content is the same to the letter."),
            _("Look for it in the list of files. To give it anew, withdraw the earlier one first."),
        ) from None
    tasks.check_load.enqueue(str(load.pk), str(by.pk))
    return load


def too_large() -> str:
    """Return in words that a file is larger than is taken."""
    return _("The file is larger than %(most)s MiB, the most that is taken.") % {
        "most": load_settings().file_bytes >> 20
    }


def _keep(content: bytes, found: Recognised, *, purpose: Any, by: Any, now: datetime, **given: Any) -> Load:
    load = Load.objects.create(
        purpose=purpose,
        file_name=found.file_name,
        profile=found.profile,
        kind=found.kind,
        data_class=found.data_class,
        data_classes=list(found.data_classes),
        sha256=found.sha256,
        size_bytes=len(content),
        uploaded_by=by,
        uploaded_at=now,
        **given,
    )
    for position, piece in pieces(content):
        LoadChunk.objects.create(load=load, position=position, content=piece)
    return load


def approve_load(*, load_id: UUID, by: Any, now: datetime) -> Load:
    """Say that runs may use a load. Of two people at the same moment one does it, the other is told.

    Raises NotAllowedNow with why not, Load.DoesNotExist where the person may not see it.
    """
    load = _for_change(load_id, by)
    if not may(by, "approve-load", area=load.area_id):
        raise PermissionDenied
    if why := why_not_approve(load, by.pk, load_settings()):
        raise NotAllowedNow(why)
    load.state = LOAD_MACHINE.step("approve_load").after
    load.approved_by, load.approved_at = by, now
    load.save(update_fields=["state", "approved_by", "approved_at"])
    tasks.store_load.enqueue(str(load.pk), str(by.pk))
    return load


def withdraw_load(*, load_id: UUID, by: Any, because: str, now: datetime) -> Load:
    """Take a load out of use: its rows leave the stores, its bytes go, and runs made with it are to be redone."""
    load = _for_change(load_id, by)
    mine = load.uploaded_by_id == by.pk and load.state != LoadState.APPROVED
    if not mine and not may(by, "approve-load", area=load.area_id):
        raise PermissionDenied
    if why := why_not_withdraw(load):
        raise NotAllowedNow(why)
    if load.stored_at:
        remove_rows(load_id=load.pk, purpose=load.purpose, person=by)
    LoadChunk.objects.filter(load=load).delete()
    load.state = LOAD_MACHINE.step("withdraw_load").after
    load.withdrawn_by, load.withdrawn_at, load.withdrawn_because = by, now, because
    load.bytes_removed_at = load.bytes_removed_at or now
    load.stored_at = None
    load.save()
    Run.objects.filter(inputs__load=load, redo_since__isnull=True).update(redo_since=now)
    return load


def _for_change(load_id: UUID, by: Any) -> Load:
    """The load, held until the transaction ends."""
    return Load.objects.for_change(by).select_for_update(of=("self",)).get(pk=load_id)
