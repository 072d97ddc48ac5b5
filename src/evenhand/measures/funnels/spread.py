"""How much further areas lie apart than chance alone would set them: phi and tau squared, from trimmed z-scores."""

import numpy as np

from evenhand.measures.estimate import Array, Mask
from evenhand.measures.funnels.kinds import Trim


def quantiles(values: Array, *shares: float) -> list[Array]:
    """Return each row's quantiles of type 7 (Hyndman and Fan 1996), NaN left out; shape (tables, areas) to (tables,)."""
    ordered = np.sort(values, axis=-1)
    return [_quantile(ordered, share) for share in shares]


def _quantile(ordered: Array, share: float) -> Array:
    count = np.sum(~np.isnan(ordered), axis=-1)
    place = np.maximum(count - 1, 0) * share
    low = np.floor(place).astype(np.int64)
    high = np.minimum(low + 1, np.maximum(count - 1, 0))
    below, above = (np.take_along_axis(ordered, one[..., None], -1)[..., 0] for one in (low, high))
    return np.asarray(below + (place - low) * (above - below))


def trimmed(z: Array, *, trim: float, how: Trim) -> Array:
    """Return z-scores with the outermost share `trim` of each side drawn in to its quantile, or NaN: left out.

    Left out are those of the first and the last of 1 / trim classes by rank, as for hospital mortality (SHMI).
    """
    if how is Trim.WINSORISE:
        low, high = quantiles(z, trim, 1 - trim)
        return np.asarray(np.clip(z, low[..., None], high[..., None]))
    rank, many = ranks(z), np.sum(~np.isnan(z), axis=-1, keepdims=True)
    # The hair's breadth keeps a rank that falls on the edge of a class in the class that it begins.
    place = np.floor(rank / trim / (many + 1) + 1e-9)
    return np.asarray(np.where((place > 0) & (place < np.round(1 / trim) - 1), z, np.nan))


def ranks(values: Array) -> Array:
    """Return the rank of each value in its row, from 1; equal ones share the mean of theirs; NaN has none."""
    order = np.argsort(values, axis=-1)
    ordered = np.take_along_axis(values, order, -1)
    place = np.broadcast_to(np.arange(1.0, values.shape[-1] + 1), values.shape)
    new = np.ones(values.shape, np.bool_)
    new[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    last = np.ones(values.shape, np.bool_)
    last[..., :-1] = new[..., 1:]
    first_place = np.maximum.accumulate(np.where(new, place, 0), axis=-1)
    last_place = np.minimum.accumulate(np.where(last, place, np.inf)[..., ::-1], axis=-1)[..., ::-1]
    found = np.empty_like(values)
    np.put_along_axis(found, order, (first_place + last_place) / 2, -1)
    return np.asarray(np.where(np.isnan(values), np.nan, found))


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
