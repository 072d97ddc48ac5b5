"""Between-group variance, its root, and the coefficient of variation.

Source: Ahn and others 2018, doi:10.1200/CCI.18.00031.
"""

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile


def bgv(profile: Profile) -> Array:
    """Return the weighted mean of squared distances from the mean, in squared units of the share; one per table."""
    return np.asarray(np.einsum("tk,tk->t", profile.w, profile.apart**2))


def bgsd(profile: Profile) -> Array:
    """Return the root of the between-group variance, in units of the share."""
    return np.sqrt(bgv(profile))


def cov(profile: Profile) -> Array:
    """Return the root of the between-group variance in percent of the mean; NaN where the mean is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(profile.mean > 0, 100 * bgsd(profile) / profile.mean, np.nan)
