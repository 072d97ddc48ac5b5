"""Shares with those groups put together that the counts do not tell from the one they are measured from.

Chance makes groups that are truly alike look a little apart. A family of true shares through what was seen takes that
for truth; one through these shares does not.
"""

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile, Rows

_APART = 2.5
"""Standard errors from which on two shares are told from each other; chosen by the coverage measured."""


def with_the_mean(profile: Profile, noise: Array) -> Array:
    """Return the shares with those at the mean that are not told from it."""
    return _put_together(profile, profile.mean[:, None], noise * (1 - profile.w), noise, among=False)


def with_the_group(profile: Profile, noise: Array, column: Rows) -> Array:
    """Return the shares with one for all groups that are not told from the group in `column` (one per table)."""
    base, unsure = (np.take_along_axis(one, column[:, None], axis=1) for one in (profile.p, noise))
    return _put_together(profile, base, noise + unsure, noise, among=True)


def with_the_best(profile: Profile, noise: Array, *, favourable: bool) -> Array:
    """Return the shares with one for all groups that are not told from the best one."""
    shares = np.where(profile.here, profile.p if favourable else -profile.p, -np.inf)
    return with_the_group(profile, noise, np.argmax(shares, axis=1))


def _put_together(profile: Profile, base: Array, unsure: Array, noise: Array, *, among: bool) -> Array:
    alike = profile.here & ((profile.p - base) ** 2 <= _APART**2 * unsure)
    if among:
        sure = np.where(alike, 1 / np.maximum(noise, 1e-300), 0.0)
        base = np.asarray((sure * profile.p).sum(axis=1) / sure.sum(axis=1))[:, None]
    return np.where(alike, base, profile.p)
