"""Mean log deviation and Theil's index, times 1000. Source: Theil 1967; Ahn and others 2018, doi:10.1200/CCI.18.00031."""

import numpy as np
from scipy.special import xlogy

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile
from evenhand.measures.intervals import Interval, rate, wilson

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


def reach_of_mld(profile: Profile, z: float) -> Array:
    """Return how far the mean log deviation rises as shares go to the ends of their score intervals, times 1000.

    The rises of all groups are put together as independent. A small share can truly be far smaller, which weighs much
    in a logarithm. Source: Zou and Donner 2008, doi:10.1002/sim.3095 (limits from the limits of the parts).
    """
    mean, w = profile.mean[:, None], profile.w
    with np.errstate(divide="ignore", invalid="ignore"):
        rises = [
            np.log1p(w * (end - profile.p) / mean) - w * np.log(end / profile.p) for end in _ends(profile, z)
        ]
    return _together(profile, rises)


def reach_of_theil(profile: Profile, z: float) -> Array:
    """Return the same for Theil's index."""
    mean, w, p = profile.mean[:, None], profile.w, profile.p
    inner = np.einsum("tk,tk->t", w, xlogy(p, p))[:, None]
    rises = []
    with np.errstate(divide="ignore", invalid="ignore"):
        for end in _ends(profile, z):
            moved = mean + w * (end - p)
            new = (inner + w * (xlogy(end, end) - xlogy(p, p))) / moved - np.log(moved)
            rises.append(new - inner / mean + np.log(mean))
    return _together(profile, rises)


def _ends(profile: Profile, z: float) -> Interval:
    return (rate if profile.is_rate else wilson)(profile.p * profile.n, profile.n, z)


def _together(profile: Profile, rises: list[Array]) -> Array:
    highest = np.where(profile.here, np.maximum(np.fmax(*rises), 0.0), 0.0)
    return np.asarray(THOUSAND * np.sqrt((highest**2).sum(axis=1)))


def _relative(profile: Profile) -> Array:
    mean = profile.mean[:, None]
    return 1 + profile.apart / np.where(mean > 0, mean, np.nan)
