"""What may be said of an area's standing. Source: A1; 001 2.6."""

from datetime import date

from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError


class StandingHasNoDay(EvenhandError):
    """A standing without the day from which it holds."""


def check_standing(standing: str, standing_from: date | None) -> None:
    """Raise StandingHasNoDay for a standing without its first day."""
    if standing and standing_from is None:
        raise StandingHasNoDay(
            _("The day from which this standing holds is missing."), mend=_("Enter the first day.")
        )
