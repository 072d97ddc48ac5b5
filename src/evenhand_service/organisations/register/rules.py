"""What an organisation of a kind is, and when it may be ended. Source: A2; 001 3.8."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand_service.common.templating.dates import day
from evenhand_service.organisations.kinds import JUSTICE_KINDS, listed


class UnknownKind(EvenhandError):
    """There is no such kind of organisation."""


class EndsBeforeItStarts(EvenhandError):
    """An organisation would end before it started."""


def is_justice(kind: str, told: bool = False) -> bool:
    """Return whether an organisation is one of justice: always by its kind, else as somebody said.

    Raises: UnknownKind.
    """
    if kind not in listed("organisation_kinds"):
        raise UnknownKind(_("There is no such kind of organisation."), mend=_("Choose one from the list."))
    return told or kind in JUSTICE_KINDS


def check_end(organisation: Any, ends: date) -> None:
    """Raise EndsBeforeItStarts for a last day before the first."""
    if organisation.starts and ends < organisation.starts:
        raise EndsBeforeItStarts(
            _("That day is before the organisation started, on %(day)s.") % {"day": day(organisation.starts)},
            mend=_("Enter a later day."),
        )
