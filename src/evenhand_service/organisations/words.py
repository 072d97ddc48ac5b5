"""Names as the reader reads them, and dates and lists in sentences."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand_service.common.templating.dates import day
from evenhand_service.organisations.enums import DataClass
from evenhand_service.organisations.kinds import listed, words_of


def name_of(thing: Any) -> str:
    """Return the Welsh name of an area or organisation to who reads Welsh, where it has one."""
    if get_language() == "cy" and getattr(thing, "name_cy", ""):
        return str(thing.name_cy)
    return str(thing.name)


def classes(codes: Iterable[str]) -> list[str]:
    """Return classes of data in words."""
    return [str(DataClass(one).label) for one in codes]


def coded(listing: str, codes: Iterable[str]) -> list[str]:
    """Return codes of a list in words, each with its source, and whether that was verified."""
    told = []
    for code in codes:
        one = listed(listing).get(code)
        source = f" ({one.source})" if one and one.source else ""
        unsure = " " + _("[not verified]") if one and not one.verified else ""
        told.append(words_of(listing, code) + source + unsure)
    return told


def or_none(texts: Iterable[str]) -> list[str]:
    """Return the texts; where there are none, that nothing was said."""
    return [one for one in texts if one] or [_("Not filled in")]


def span(starts: Any, ends: Any) -> str:
    """Return from when to when."""
    if starts and ends:
        return _("%(first)s to %(last)s") % {"first": day(starts), "last": day(ends)}
    if starts:
        return _("From %(first)s") % {"first": day(starts)}
    if ends:
        return _("Until %(last)s") % {"last": day(ends)}
    return _("No dates")
