"""How long each kind of thing is kept, and when it goes. Source: J2; 001 3.8."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError

LONGEST_DAYS = 36500
GONE = "gone-"
"""How a key begins that stands in place of an identifier that went."""


class PeriodNotRight(EvenhandError):
    """A period that cannot be set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The default period of one kind; `action` is rows, identifiers, or source (another app removes it)."""

    kind: str
    en: str
    cy: str
    days: int
    why_en: str
    why_cy: str
    action: str
    source: str = ""
    record: str = ""
    column: str = ""

    def __str__(self) -> str:
        return self.cy if get_language() == "cy" else self.en

    @property
    def why(self) -> str:
        """The reason in the reader's language."""
        return self.why_cy if get_language() == "cy" else self.why_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What goes, or went: how many of which kind in which area, and why. Never a value."""

    area_id: str
    kind: str
    number: int
    why: str


@cache
def periods() -> Mapping[str, Period]:
    """Return the default periods by kind."""
    folder = resources.files("evenhand_service.organisations") / "data"
    data = tomllib.loads((folder / "periods.toml").read_text("utf-8"))["period"]
    return {
        kind: Period(kind=kind, column=one.pop("from", ""), **one)
        for kind, one in ((kind, dict(one)) for kind, one in data.items())
    }


def is_due(day: date, days: int, today: date) -> bool:
    """Return whether something of a day goes today: the day after its period is over."""
    return day + timedelta(days=days) < today


def check_period(kind: str, days: int, reason: str) -> None:
    """Raise PeriodNotRight for a kind there is not, a number of days out of reach, or no reason."""
    if kind not in periods():
        raise PeriodNotRight(_("There is no such kind of record."), mend=_("Choose one from the list."))
    if not 0 <= days <= LONGEST_DAYS:
        raise PeriodNotRight(
            _("%(days)s days cannot be set.") % {"days": days},
            mend=_("Enter a number of days from 0 to %(longest)s.") % {"longest": LONGEST_DAYS},
        )
    if not reason.strip():
        raise PeriodNotRight(
            _("The reason is missing."),
            mend=_("Say why this area keeps it for another time than the default."),
        )
