"""Puts a problem into one order whatever order its rows came in, so that the same table gives the same pattern."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from evenhand.disclosure.linked.linked_set import Whole
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress.hide import suppress
from evenhand.disclosure.suppress.optimum import Effort
from evenhand.disclosure.suppress.problem import CannotProtect, Pattern, Problem


def suppress_in_order(
    problem: Problem, codes: Mapping[str, NDArray[np.str_]], policy: Policy, *, effort: Effort | None = None
) -> Pattern:
    """Return what `suppress` does, the same for every order of the cells; `codes` has one a cell for each dimension.

    Raises CannotProtect with places in the problem as it was given.
    """
    order = code_order(codes)
    back = np.argsort(order)
    try:
        found = suppress(reordered(problem, order), policy, effort=effort)
    except CannotProtect as error:
        raise CannotProtect(error.what, mend=error.mend, cells=np.sort(order[error.cells])) from error
    return replace(
        found, hidden=found.hidden[back], primary=found.primary[back], tables=found.tables[:, back]
    )


def code_order(codes: Mapping[str, NDArray[np.str_]]) -> Whole:
    """Return the places of the cells in the order of their codes, dimensions by name."""
    columns = [codes[name] for name in sorted(codes, reverse=True)]
    return np.asarray(np.lexsort(columns), dtype=np.int64)


def reordered(problem: Problem, order: Whole) -> Problem:
    """Return the problem with its cells in this order, and its sums in the order of their cells."""
    sums = csr_array(problem.sums[:, order])
    sums.sort_indices()
    keys = [
        (tuple(sums.indices[start:end]), tuple(sums.data[start:end]), low, high)
        for start, end, low, high in zip(
            sums.indptr[:-1], sums.indptr[1:], problem.sum_least, problem.sum_most, strict=True
        )
    ]
    rows = np.array(sorted(range(len(keys)), key=lambda row: keys[row]), dtype=np.int64)
    columns = ("counts", "primary", "shown", "hidden", "cost", "unpublished")
    return replace(
        problem,
        sums=csr_array(sums[rows]),
        sum_least=problem.sum_least[rows],
        sum_most=problem.sum_most[rows],
        **{name: getattr(problem, name)[order] for name in columns},
    )
