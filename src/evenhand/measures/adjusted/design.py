"""The columns of a model of groups and strata: one per stratum (or per covariate), one per group but the reference."""

import numpy as np

from evenhand.measures.estimate import Array


def main_effects(groups: int, patterns: Array, reference: int = 0) -> Array:
    """Return the design of cells in the order group, stratum: shape (groups * strata, covariates + groups - 1).

    `patterns` (strata, covariates) are the values of each stratum's covariates, an intercept among them. The last
    columns are the groups', in their order without the reference.
    """
    strata = len(patterns)
    own = np.delete(np.eye(groups), reference, axis=1)
    return np.hstack([np.tile(patterns, (groups, 1)), np.repeat(own, strata, axis=0)])


def each_stratum(strata: int) -> Array:
    """Return the patterns of strata that have each its own level: every stratum one column."""
    return np.eye(strata)
