"""What missed and false links do to a share: bounds of the true one from how good the links are.

Arrays of one shape. A link is missed when somebody reached the stage and the records do not meet; it is false when the
records of two people are taken for those of one.
"""

from dataclasses import dataclass

import numpy as np

from evenhand.foundations import EvenhandError
from evenhand.measures.estimate import Array
from evenhand.measures.intervals import Interval, wilson, z_of
from evenhand.measures.unknowns.bounds import Bounds


class UnusableLinkQuality(EvenhandError):
    """Chances of a wrong link that are not from 0 to 1, or under which nothing can be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkQuality:
    """The least and the greatest chance of a missed link of those who did, and of a false link of those who did not."""

    missed: Bounds
    false: Bounds

    def __post_init__(self) -> None:
        for low, high in (self.missed, self.false):
            if np.any((low < 0) | (high > 1) | (low > high)):
                raise UnusableLinkQuality(
                    "A chance of a wrong link is not between 0 and 1, or its least is above its greatest.",
                    mend="Give shares of 1, the least first: 0.02 and 0.05.",
                )
        if np.any(self.missed[1] + self.false[1] >= 1):
            raise UnusableLinkQuality(
                "Missed and false links together reach all people, so the records say nothing.",
                mend="Link again with more details, or leave these records out.",
            )


def true_share_bounds(share: Array, quality: LinkQuality) -> Bounds:
    """Return the least and the greatest true share that could have given the share seen.

    The share seen is p (1 - missed) + (1 - p) false. It rises with p, falls with missed and rises with false, so the ends
    lie in corners; outside 0 to 1 it is cut. Source: Rogan and Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510.
    """
    low = _corrected(share, quality.missed[0], quality.false[1])
    high = _corrected(share, quality.missed[1], quality.false[0])
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def true_share_interval(x: Array, n: Array, quality: LinkQuality, *, level: float = 0.95) -> Interval:
    """Return the interval of the true share of a group of whom `x` of `n` were seen to reach the stage, with chance."""
    low, high = wilson(x, n, z_of(level))
    return true_share_bounds(low, quality)[0], true_share_bounds(high, quality)[1]


def linked_difference_bounds(
    share: Array, quality: LinkQuality, base: Array, base_quality: LinkQuality
) -> Bounds:
    """Return the bounds of the difference of two groups whose links are wrong to different degrees."""
    own, other = true_share_bounds(share, quality), true_share_bounds(base, base_quality)
    return own[0] - other[1], own[1] - other[0]


def linked_ratio_bounds(share: Array, quality: LinkQuality, base: Array, base_quality: LinkQuality) -> Bounds:
    """Return the bounds of the ratio of two groups whose links are wrong to different degrees; infinite over nothing."""
    own, other = true_share_bounds(share, quality), true_share_bounds(base, base_quality)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(own[0] / other[1]), np.asarray(own[1] / other[0])


def _corrected(share: Array, missed: Array, false: Array) -> Array:
    return np.asarray((share - false) / (1 - missed - false))
