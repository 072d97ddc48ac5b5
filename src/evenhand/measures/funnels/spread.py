"""How much further areas lie apart than chance alone would set them: phi and tau squared, from trimmed z-scores."""

import numpy as np

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.funnels.kinds import Trim


def quantile(values: Array, share: float) -> Array:
    """Return each row's quantile of type 7 (Hyndman and Fan 1996), NaN left out; shape (tables, areas) to (tables,)."""
    ordered = np.sort(values, axis=-1)
    count = np.sum(~np.isnan(values), axis=-1)
    place = np.maximum(count - 1, 0) * share
    low = np.floor(place).astype(np.int64)
    high = np.minimum(low + 1, np.maximum(count - 1, 0))
    below, above = (np.take_along_axis(ordered, one[..., None], -1)[..., 0] for one in (low, high))
    return np.asarray(below + (place - low) * (above - below))


def trimmed(z: Array, *, trim: float, how: Trim) -> Array:
    """Return z-scores with the outermost share `trim` of each side drawn in, or NaN where they are left out."""
    low, high = quantile(z, trim)[..., None], quantile(z, 1 - trim)[..., None]
    if how is Trim.WINSORISE:
        return np.asarray(np.clip(z, low, high))
    return np.asarray(np.where((z > low) & (z < high), z, np.nan))


def published_spread(z: Array, error: Array, *, trim: float, how: Trim) -> tuple[Array, Array]:
    """Return phi and tau squared of each table from z-scores and standard errors of shape (tables, areas).

    phi = sum z^2 / k; tau^2 = max(0, (k phi - (k - 1)) / (sum v - sum v^2 / sum v)), v = 1/s^2, over the areas that
    are left. Source: Spiegelhalter 2005, doi:10.1002/sim.1970; DerSimonian and Laird 1986.
    """
    kept = trimmed(z, trim=trim, how=how)
    there: Mask = ~np.isnan(kept)
    k = there.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        v = np.where(there, 1 / error**2, 0.0)
        phi = np.nansum(kept**2, axis=-1) / k
        total = v.sum(axis=-1)
        tau2 = (k * phi - (k - 1)) / (total - (v**2).sum(axis=-1) / total)
    return np.asarray(phi), np.maximum(tau2, 0)
