"""Absolute and relative concentration index, with Wagstaff's and Erreygers's versions for shares.

Source: Kakwani, Wagstaff and van Doorslaer 1997, doi:10.1016/S0304-4076(96)01807-6; Wagstaff 2005,
doi:10.1002/hec.953; Erreygers 2009, doi:10.1016/j.jhealeco.2008.02.003.
"""

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile


def aci_weights(profile: Profile, rank: Array) -> Array:
    """Return what each group's share is multiplied by: 2 w (rank - 1/2), so that the sum is 2 cov_w(share, rank)."""
    return 2 * profile.w * (rank - 0.5)


def aci(profile: Profile, rank: Array) -> Array:
    """Return the absolute concentration index, in units of the share: positive where more is with the advantaged."""
    return np.asarray(np.einsum("tk,tk->t", aci_weights(profile, rank), profile.p))


def rci(profile: Profile, rank: Array) -> Array:
    """Return the absolute index over the mean; NaN where the mean is 0."""
    return _over(aci(profile, rank), profile.mean)


def rci_wagstaff(profile: Profile, rank: Array) -> Array:
    """Return the relative index over 1 - mean; NaN where the mean is 0 or 1."""
    return _over(aci(profile, rank), profile.mean * (1 - profile.mean))


def rci_erreygers(profile: Profile, rank: Array) -> Array:
    """Return 4 times the absolute index."""
    return 4 * aci(profile, rank)


def _over(value: Array, by: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(by > 0, value / by, np.nan)
