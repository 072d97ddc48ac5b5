"""Writes that make a release count: approved by somebody named, published, withdrawn with the reason."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection

from evenhand_service.accounts.queries import may
from evenhand_service.monitoring.models import LedgerRow, Release
from evenhand_service.monitoring.releases.rules import (
    why_not_approve_release,
    why_not_publish,
    why_not_withdraw_release,
)
from evenhand_service.monitoring.releases.signals import release_approved
from evenhand_service.monitoring.releases.steps import RELEASE_MACHINE
from evenhand_service.monitoring.runs.gathering import published_rows
from evenhand_service.monitoring.runs.settings import run_settings
from evenhand_service.monitoring.states import NotAllowedNow

_PUBLISHING = 0x6576656E68616E64
"""The lock under which releases are published one by one, so that none overlooks another."""


def approve_release(
    *, release_id: UUID, by: Any, now: datetime, community_note: str = "", not_yet_asked: bool = False
) -> Release:
    """Approve a draft in one's own name. Of two people at the same moment one does it, the other is told.

    Where groups are named, it takes a note from people of those groups, or the plain word that they were not yet asked.
    Raises NotAllowedNow with why not. Source: C9, C10; 002 Annex A.
    """
    release = _held(release_id, by, "approve-release")
    why = why_not_approve_release(
        release,
        person_id=by.pk,
        another_person=run_settings().another_person,
        said=bool(community_note.strip()) or not_yet_asked,
    )
    if why:
        raise NotAllowedNow(why)
    release.state = RELEASE_MACHINE.step("approve_release").after
    release.approved_by, release.approver_name, release.approved_at = by, by.name, now
    release.community_note = community_note.strip()
    release.save(update_fields=["state", "approved_by", "approver_name", "approved_at", "community_note"])
    release_approved.send(Release, release=release, now=now)
    return release


def publish_release(*, release_id: UUID, by: Any, now: datetime) -> Release:
    """Let everybody read a release, and enter it in the ledger as published.

    Refused where another release was published since this one was held against the ledger: it is run again then.
    """
    release = _held(release_id, by, "publish")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PUBLISHING])
    if why := why_not_publish(release, beside=_published_since(release)):
        raise NotAllowedNow(why)
    release.is_published, release.published_at = True, now
    release.save(update_fields=["is_published", "published_at"])
    LedgerRow.objects.filter(run_id=release.run_id, published_at__isnull=True).update(published_at=now)
    return release


def withdraw_release(*, release_id: UUID, by: Any, because: str, now: datetime) -> Release:
    """Take a release out of use, with the reason. What was published stays in the ledger, since it was read."""
    release = _held(release_id, by, "approve-release")
    if why := why_not_withdraw_release(release):
        raise NotAllowedNow(why)
    release.state = RELEASE_MACHINE.step("withdraw_release").after
    release.withdrawn_at, release.withdrawn_because = now, because
    release.save(update_fields=["state", "withdrawn_at", "withdrawn_because"])
    return release


def _held(release_id: UUID, by: Any, permission: str) -> Release:
    """The release, held until the transaction ends."""
    rows = Release.objects.for_change(by).select_for_update(of=("self",)).select_related("area", "run")
    release: Release = rows.get(pk=release_id)
    if not may(by, permission, area=release.area_id):
        raise PermissionDenied
    return release


def _published_since(release: Release) -> bool:
    """Whether something else that shares people with it was published since its run read the ledger."""
    own = LedgerRow.objects.filter(run_id=release.run_id).values_list("fingerprint", flat=True)
    fingerprints = set(own)
    return any(
        one.published_at >= release.run.started_at and one.fingerprint not in fingerprints
        for one in published_rows(release.area)
    )
