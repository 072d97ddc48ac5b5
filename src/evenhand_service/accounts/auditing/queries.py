"""Reads of the audit log for its page: the latest entries first, a page at a time, however long the log is."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import make_aware

from evenhand_service.accounts.auditing.values import ids_in
from evenhand_service.accounts.models import Membership, User
from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.audit.queries import entries

PAGE = 50
"""Entries on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """Entries of one page, the names of people and places in them, and where the next page begins."""

    entries: tuple[AuditEntry, ...]
    names: dict[UUID, str]
    older: int | None


def log_page(user: Any, *, asked: dict[str, Any], before: int | None = None) -> LogPage:
    """Return up to fifty entries older than `before`; as many queries, whatever is asked."""
    found = entries(user, subject=asked.get("subject") or "", action=asked.get("action") or "")
    if person := asked.get("person"):
        found = found.filter(actor=person)
    found = found.filter(_between(asked.get("first"), asked.get("last")))
    if before is not None:
        found = found.filter(id__lt=before)
    shown = list(found[: PAGE + 1])
    more, shown = len(shown) > PAGE, shown[:PAGE]
    ids = {one.actor for one in shown if one.actor} | ids_in(shown)
    return LogPage(entries=tuple(shown), names=_names(ids), older=shown[-1].pk if more else None)


def _names(ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of people, organisations and areas among ids, so that nobody has to read an id; three queries."""
    # Membership knows the two models that this app stands below, and does not import.
    places = [Membership._meta.get_field(one).related_model for one in ("organisation", "area")]
    return {
        pk: name
        for one in (User, *places)
        for pk, name in one.objects.filter(pk__in=ids).values_list("pk", "name")
    }


def _between(first: date | None, last: date | None) -> Q:
    """From the first moment of a day here to the last of another, as the index of moments can be asked."""
    asked = Q()
    if first:
        asked &= Q(at__gte=make_aware(datetime.combine(first, time.min)))
    if last:
        asked &= Q(at__lte=make_aware(datetime.combine(last, time.max)))
    return asked
