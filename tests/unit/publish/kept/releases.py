"""The kept form of the releases that several tests read: made once."""

from functools import cache

from evenhand.publish import Release
from evenhand.publish.kept import KeptRelease, kept
from tests.unit.publish.releases import ONE, partnership

EARLIER = "2022-04-01/2024-03-31"


@cache
def release() -> Release:
    """Return two areas over two periods."""
    return partnership(earlier=EARLIER)


@cache
def kept_release() -> KeptRelease:
    """Return its kept form."""
    return kept(release())


@cache
def earlier_release() -> KeptRelease:
    """Return another release of one of the areas, of fewer people."""
    return kept(partnership(areas=ONE, size=0.8))
