"""Evenhand's own releases: how their counts add up, and whether anybody can narrow one that is not shown."""

from evenhand.disclosure.releases.published import published_release
from evenhand.disclosure.releases.structure import codes_of, sums_of

__all__ = ["codes_of", "published_release", "sums_of"]
