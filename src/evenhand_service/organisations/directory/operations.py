"""Writing entries of the directory, in as many languages as somebody has words for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from evenhand_service.organisations.directory.rules import check_audit, check_codes
from evenhand_service.organisations.models import Organisation, Service, ServiceWords

_FIELDS = (
    "offers",
    "groups",
    "languages",
    "is_faith_based",
    "is_abstinence_based",
    "women_only_hours",
    "childcare",
    "access_audit",
    "access_audit_date",
    "address",
    "phone",
    "email",
    "website",
    "is_public",
)


@transaction.atomic
def write_service(
    *, organisation: Organisation, told: Mapping[str, Any], today: date, service: Service | None = None
) -> Service:
    """Write an entry, or write one anew; it counts as checked today. Raises: EntryNotRight."""
    written = service or Service(organisation=organisation, area_id=organisation.area_id)
    for name in _FIELDS:
        if name in told:
            setattr(written, name, told[name])
    check_codes(written.offers, written.groups)
    check_audit(written.access_audit, written.access_audit_date, today)
    written.checked_date = today
    written.save()
    return written


@transaction.atomic
def write_words(*, service: Service, language: str, told: Mapping[str, str]) -> ServiceWords:
    """Write what a service says of itself in one language, in place of what it said in that language."""
    return ServiceWords.objects.update_or_create(
        service=service,
        language=language,
        defaults={name: told.get(name, "") for name in ("name", "about", "for_whom", "how_to_come")},
    )[0]


@transaction.atomic
def end_service(*, service: Service, ends: date) -> None:
    """Say which day is its last; the entry is kept and no longer found."""
    service.ends = ends
    service.save(update_fields=["ends"])
