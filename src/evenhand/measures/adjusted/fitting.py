"""What the fits of all models share: their result, and solving the same small system for many tables at once.

Arrays: counts (tables, cells), design (cells, columns), coefficients (tables, columns).
"""

from dataclasses import dataclass

import numpy as np

from evenhand.measures.estimate import Array, Mask, Reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Coefficients with their covariance, whether the fit arrived, and by which method each table was fitted.

    `method` is a word: likelihood, penalised (Firth), log_binomial, poisson (robust), log_binomial_augmented,
    poisson_augmented.
    """

    coefficients: Array
    covariance: Array
    arrived: Mask
    method: Reasons


def information(weights: Array, design: Array) -> Array:
    """Return X' W X of each table: shape (tables, columns, columns). A column without weight gets a 1."""
    size = design.shape[1]
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    found = (weights @ products).reshape(*weights.shape[:-1], size, size)
    own = np.einsum("...ii->...i", found)
    empty = own <= 1e-9 * np.maximum(own.max(axis=-1, keepdims=True), 1e-300)
    return np.asarray(found + np.where(empty, 1.0, 1e-12)[..., None] * np.eye(size))


def inverse(matrix: Array) -> Array:
    """Return the inverse of each table's matrix."""
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def solved(matrix: Array, right: Array) -> Array:
    """Return the solution of each table's system, (tables, columns)."""
    return np.asarray(np.linalg.solve(matrix, right[..., None])[..., 0])
