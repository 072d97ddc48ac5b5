"""The line of facts under every chart: units, number of people, period, source, protection."""

from evenhand.foundations import Period
from evenhand.publish.shelf import Shelf
from evenhand.publish.words import opened


def facts(shelf: Shelf, area: str, *first: str) -> str:
    """Return what every chart says of itself in one line, beginning with its units or number of people."""
    protection = shelf.release.counts.protection
    parts = [opened(" · ".join(one for one in first if one)), period_words(shelf.period(area))]
    parts += ["source: files listed at the end", protection.words if protection else ""]
    return " · ".join(part for part in parts if part)


def period_words(period: str) -> str:
    """Return a period of a cell id as it is said; an empty one as nothing."""
    return Period.parse(period).words if period else ""
