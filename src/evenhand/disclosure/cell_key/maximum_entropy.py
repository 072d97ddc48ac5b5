"""The chances of each change to a count: as even as a mean of nothing and a limit to their variance allow."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Number = NDArray[np.float64]
Whole = NDArray[np.int64]


def most_even(changes: Whole, variance: float) -> Number:
    """Return the chance of each of `changes`: mean 0, at most this variance, and the greatest entropy of all such.

    Where a mean of 0 leaves no variance so small, it is the least that there is: the chances are then those of the
    two changes around nothing. Raises ValueError where there is no mean of 0. Source: Giessing, Privacy in
    Statistical Databases 2016, doi 10.1007/978-3-319-45381-1_18.
    """
    down, up = changes[changes <= 0], changes[changes >= 0]
    if len(down) == 0 or len(up) == 0:
        raise ValueError("Changes in one direction alone have no mean of 0.")
    below, above = int(down.max()), int(up.min())
    if variance <= -below * above or len(changes) == 1:
        return _around_nothing(changes, below, above)
    powers = np.stack([changes, changes**2]).astype(np.float64)
    of_mean = _solve(powers[:1], np.zeros(1))
    if of_mean @ powers[1] <= variance:
        return of_mean
    return _solve(powers, np.array([0.0, variance]))


def _around_nothing(changes: Whole, below: int, above: int) -> Number:
    chances = np.zeros(len(changes))
    chances[changes == below] = above / (above - below) if above > below else 1.0
    chances[changes == above] = -below / (above - below) if above > below else 1.0
    return chances


def _solve(powers: Number, wanted: Number) -> Number:
    """The chances at which each row of `powers` has the mean `wanted`: where a convex function is least."""

    def chances(tilt: Number) -> Number:
        raised = np.exp(tilt @ powers - (tilt @ powers).max())
        return np.asarray(raised / raised.sum())

    def height(tilt: Number) -> float:
        raised = tilt @ powers
        return float(np.log(np.exp(raised - raised.max()).sum()) + raised.max() - tilt @ wanted)

    def slope(tilt: Number) -> Number:
        return np.asarray(powers @ chances(tilt) - wanted)

    def bend(tilt: Number) -> Number:
        mean = powers @ chances(tilt)
        return np.asarray((powers * chances(tilt)) @ powers.T - np.outer(mean, mean))

    options = {"gtol": 1e-11, "maxiter": 500}
    start = np.zeros(len(wanted))
    return chances(minimize(height, start, jac=slope, hess=bend, method="trust-exact", options=options).x)
