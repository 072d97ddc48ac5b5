"""Between which counts the stated share of areas would lie, interpolated between whole counts."""

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.funnels.laws import Law


def count_at(law: Law, share: Array | float, most: Array) -> Array:
    """Return the count, between 0 and `most`, at which a mid-distribution reaches `share`.

    Between two whole counts it is read off the straight line, as by Spiegelhalter 2005, doi:10.1002/sim.1970, A.1.1
    (who takes the distribution itself, which sets both limits half a count too low).
    """
    low, high = np.full(most.shape, -1.0), np.ceil(np.nan_to_num(most))
    for _ in range(int(np.ceil(np.log2(high.max(initial=0.0) + 2)))):
        middle = np.floor((low + high) / 2)
        below = law(middle) <= share
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    under, over = law(low), law(high)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(over > under, (share - under) / (over - under), 0.0)
    found = low + np.clip(part, 0, 1)
    return np.asarray(np.where(np.isnan(most), np.nan, np.clip(found, 0, most)))


def limits(law: Law, level: float, most: Array) -> tuple[Array, Array]:
    """Return the lower and upper count between which a share `level` of counts lies; half of the rest on each side."""
    tail = (1 - level) / 2
    return count_at(law, tail, most), count_at(law, 1 - tail, most)


def two_sided(law: Law, count: Array) -> Array:
    """Return the two-sided mid-P of each count: twice the smaller of its two tails, at most 1."""
    middle = law(np.asarray(np.round(count)))
    return np.asarray(np.minimum(2 * np.minimum(middle, 1 - middle), 1.0))
