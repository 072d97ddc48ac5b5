"""Mean log deviation and Theil's index, times 1000. Source: Theil 1967; Ahn and others 2018, doi:10.1200/CCI.18.00031."""

import numpy as np
from scipy.special import xlogy

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile

THOUSAND = 1000.0


def mld(profile: Profile) -> Array:
    """Return 1000 times the weighted mean of -ln(share / mean); infinite where a group's share is 0: it has no log."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(profile.here, np.log(_relative(profile)), 0.0)
        return -THOUSAND * np.asarray(np.einsum("tk,tk->t", profile.w, logs))


def theil(profile: Profile) -> Array:
    """Return 1000 times the weighted mean of r ln r with r = share / mean; a share of 0 adds 0."""
    relative = _relative(profile)
    return THOUSAND * np.asarray(np.einsum("tk,tk->t", profile.w, xlogy(relative, relative)))


def _relative(profile: Profile) -> Array:
    mean = profile.mean[:, None]
    return profile.p / np.where(mean > 0, mean, np.nan)
