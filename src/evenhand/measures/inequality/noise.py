"""How much of the between-group variance is chance. Source: the unbiased variance of a share, p(1 - p) / (n - 1)."""

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.between_group import bgv
from evenhand.measures.inequality.profile import Profile


def chance_variance(profile: Profile) -> Array:
    """Return what chance adds on average to the between-group variance, in squared units of the share."""
    fewer = profile.n if profile.is_rate else profile.n - 1
    unit = profile.p if profile.is_rate else profile.p * (1 - profile.p)
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(profile.here, unit / fewer, 0.0)
    return np.asarray(np.einsum("tk,tk->t", profile.w * (1 - profile.w), each))


def bgv_corrected(profile: Profile) -> Array:
    """Return the between-group variance less what chance adds; below 0 where groups are more alike than chance has it.

    Not estimable (NaN) where a group has one person.
    """
    value = bgv(profile) - chance_variance(profile)
    return np.where(np.isfinite(value), value, np.nan)
