"""What an entry of the directory may say. Source: A4."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand_service.organisations.enums import AccessAudit
from evenhand_service.organisations.kinds import listed


class EntryNotRight(EvenhandError):
    """An entry says something that there is not, or lacks something it needs."""


def check_codes(offers: Collection[str], groups: Collection[str]) -> None:
    """Raise EntryNotRight for what stands in no list."""
    unknown = [one for one in offers if one not in listed("service_offers")]
    unknown += [one for one in groups if one not in listed("service_groups")]
    if unknown:
        raise EntryNotRight(
            _("Not in the lists: %(codes)s.") % {"codes": ", ".join(unknown)},
            mend=_("Choose from the lists. Nothing was changed."),
        )


def check_audit(access_audit: str, access_audit_date: date | None, today: date) -> None:
    """Raise EntryNotRight for the result of an audit without its day, or with one to come."""
    if access_audit != AccessAudit.NOT_DONE and access_audit_date is None:
        raise EntryNotRight(
            _("The day of the access audit is missing."),
            mend=_("Enter it, or choose “Not yet audited”."),
        )
    if access_audit_date and access_audit_date > today:
        raise EntryNotRight(_("The access audit is in the future."), mend=_("Enter the day it was done."))
