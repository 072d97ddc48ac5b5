"""Cells that anybody can see to be of the same people, taken as one: a whole of which one part alone is not 0.

Either both are hidden or both are shown, and whoever knows one learns nothing new of the other.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.disclosure.suppress import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePeople:
    """A problem in which cells of the same people are one; `group` says for each cell which, `first` one of each."""

    problem: Problem
    group: Whole
    first: Whole

    @classmethod
    def of(cls, problem: Problem) -> "SamePeople":
        """Return the problem with such cells put together."""
        group = _groups(problem)
        first = np.unique(group, return_index=True)[1]
        size = len(first)
        cells = np.arange(len(problem))
        put = csr_array((np.ones(len(problem)), (cells, group)), shape=(len(problem), size))
        sums = csr_array(problem.sums @ put)
        sums.eliminate_zeros()
        kept = np.diff(sums.indptr) > 0
        unpublished = np.ones(size, np.bool_)
        np.logical_and.at(unpublished, group, problem.unpublished)
        cost = np.zeros(size)
        np.add.at(cost, group, np.where(problem.unpublished, 0.0, problem.cost))
        made = Problem(
            counts=problem.counts[first],
            sums=sums[kept],
            sum_least=problem.sum_least[kept],
            sum_most=problem.sum_most[kept],
            primary=_any(problem.primary, group, size),
            shown=_any(problem.shown, group, size),
            hidden=_any(problem.hidden, group, size),
            cost=np.where(unpublished, 1.0, cost),
            unpublished=unpublished,
            least_hidden=problem.least_hidden,
        )
        return cls(problem=made, group=group, first=first)


def _any(mask: Mask, group: Whole, size: int) -> Mask:
    found = np.zeros(size, np.bool_)
    found[group[mask]] = True
    return found


def _groups(problem: Problem) -> Whole:
    """The number of the group of each cell."""
    matrix = problem.sums.tocoo()
    (rows, cells), signs = matrix.coords, matrix.data
    exact = (problem.sum_least == 0) & (problem.sum_most == 0)
    nobody = problem.shown & (problem.counts == 0)
    somebody = ~nobody[cells] & exact[rows]
    part, whole = somebody & (signs > 0), somebody & (signs < 0)
    size = problem.sums.shape[0]
    single = (np.bincount(rows[part], minlength=size) == 1) & (np.bincount(rows[whole], minlength=size) == 1)
    of_part, of_whole = np.zeros(size, np.int64), np.zeros(size, np.int64)
    of_part[rows[part]], of_whole[rows[whole]] = cells[part], cells[whole]
    ends = (of_part[single], of_whole[single])
    graph = coo_array((np.ones(int(single.sum()), np.int8), ends), shape=(len(problem), len(problem)))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)
