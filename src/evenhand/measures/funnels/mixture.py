"""How far areas differ beyond chance, so that limits of a mixed law let the stated share of areas lie inside."""

import numpy as np
from scipy.special import ndtri

from evenhand.measures.estimate import Array
from evenhand.measures.funnels.kinds import Trim
from evenhand.measures.funnels.spread import trimmed

_STEPS = 32
_LEAST, _MOST = 1e-8, 0.99


def expected_square(areas: Array, trim: float) -> Array:
    """Return the mean square that winsorised z-scores of so many areas have by chance, their middle being their own.

    Drawing in a tenth at each side makes it 0.68, not 1: without allowing for that, spread is found too small.
    """
    cut = float(ndtri(1 - trim))
    density = np.exp(-cut * cut / 2) / np.sqrt(2 * np.pi)
    square = 1 - 2 * trim - 2 * cut * density + 2 * trim * cut * cut
    return np.asarray(square * (areas - 1) / np.maximum(areas, 1))


def mixture_spread(z: Array, weight: Array, *, trim: float) -> Array:
    """Return the spread s of each table with which the winsorised z / sqrt(1 + weight s) scatter as by chance.

    `z` are Pearson's residuals and `weight` is n - 1 (people) or the expected events; shapes (tables, areas). 0 where
    they scatter less than that. Source: Paule and Mandel 1982, doi:10.6028/jres.087.022, on winsorised scores.
    """
    areas = np.sum(~np.isnan(z), axis=-1)
    wanted = expected_square(areas, trim)

    def square(spread: Array) -> Array:
        scaled = z / np.sqrt(1 + np.maximum(weight, 0) * spread[:, None])
        drawn_in = trimmed(scaled, trim=trim, how=Trim.WINSORISE)
        return np.asarray(np.nansum(drawn_in**2, axis=-1) / np.maximum(areas, 1))

    low, high = np.full(len(z), np.log(_LEAST)), np.full(len(z), np.log(_MOST))
    for _ in range(_STEPS):
        middle = (low + high) / 2
        more = square(np.exp(middle)) > wanted
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    none = square(np.zeros(len(z))) <= wanted
    return np.asarray(np.where(none, 0.0, np.exp((low + high) / 2)))
