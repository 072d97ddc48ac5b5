"""Which of many areas lie outside once it is allowed for that many were looked at."""

import numpy as np

from evenhand.measures.estimate import Array


def q_values(p: Array) -> Array:
    """Return of each area the false discovery rate at which it would be named; shape (tables, areas), NaN left out.

    Source: Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
    """
    order = np.argsort(p, axis=-1)
    sorted_p = np.take_along_axis(p, order, -1)
    many = np.sum(~np.isnan(p), axis=-1, keepdims=True)
    raised = sorted_p * many / np.arange(1, p.shape[-1] + 1)
    raised = np.where(np.isnan(sorted_p), np.inf, raised)
    least = np.minimum.accumulate(raised[..., ::-1], axis=-1)[..., ::-1]
    found = np.empty_like(p)
    np.put_along_axis(found, order, np.minimum(least, 1.0), -1)
    return np.asarray(np.where(np.isnan(p), np.nan, found))
