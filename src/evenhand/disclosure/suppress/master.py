"""The choice of what to hide as a programme of yes and no: cheapest under the cuts found so far."""

import highspy
import numpy as np
from scipy.sparse import csr_array

from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.suppress.cuts import Cut
from evenhand.disclosure.suppress.problem import Problem


class Master:
    """Cuts, and the cheapest choice of cells that keeps them all.

    `solved` counts the nodes of its search trees; `stuck`: there is something lacking that no cut tells.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.cells = np.flatnonzero(problem.candidates)
        self.place = np.full(len(problem), -1, np.int64)
        self.place[self.cells] = np.arange(len(self.cells))
        self.cuts: dict[bytes, Cut] = {}
        self.solved = 0
        self.stuck = False

    def add(self, cuts: list[Cut]) -> int:
        """Enter cuts; return how many are new."""
        before = len(self.cuts)
        self.cuts.update({cut.key: cut for cut in cuts})
        return len(self.cuts) - before

    def matrix(self) -> csr_array:
        """Return the cuts, one a row, one column a candidate."""
        cuts = list(self.cuts.values())
        ends = np.cumsum([0, *(len(cut.cells) for cut in cuts)])
        cells = np.concatenate([cut.cells for cut in cuts]) if cuts else np.zeros(0, np.int64)
        shares = np.concatenate([cut.shares for cut in cuts]) if cuts else np.zeros(0)
        return csr_array((shares, self.place[cells], ends), shape=(len(cuts), len(self.cells)))

    def cheapest(self, *, gap: float, nodes: int, start: Mask | None = None) -> tuple[Mask, float]:
        """Return the cells chosen, and a bound that no choice that keeps the cuts costs less than.

        Stops where the choice is within `gap` (a share of its cost) of the bound, or after so many nodes.
        """
        model = self._model()
        model.setOptionValue("mip_rel_gap", gap)
        model.setOptionValue("mip_max_nodes", nodes)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start[self.cells].astype(np.float64).tolist()
            model.setSolution(solution)
        model.run()
        info = model.getInfo()
        self.solved += max(int(info.mip_node_count), 1)
        chosen = np.zeros(len(self.problem), np.bool_)
        chosen[self.cells] = np.asarray(model.getSolution().col_value) > 0.5
        return chosen, max(float(info.mip_dual_bound), 0.0)

    def covered(self, chosen: Mask) -> Mask:
        """Return a choice near this one that keeps all cuts: cells are added, cheapest first, and idle ones dropped."""
        cuts = self.matrix()
        cost = self.problem.cost[self.cells]
        mine = chosen[self.cells].astype(np.float64)
        while len(broken := np.flatnonzero(cuts @ mine < 1 - _NEAR)):
            given = np.where(mine > 0, 0.0, cuts[broken].sum(axis=0))
            if given.max(initial=0.0) <= 0.0:
                break  # all that could help is chosen: no choice keeps these cuts
            if not given.any():  # all of its cells are hidden: the next attack tells that it is stuck
                break
            mine[int(np.argmax(given / cost))] = 1.0
        kept = cuts @ mine
        columns = cuts.tocsc()
        order = np.flatnonzero(mine)
        for one in order[np.lexsort((order, -cost[order]))]:
            rows = slice(columns.indptr[one], columns.indptr[one + 1])
            left = kept[columns.indices[rows]] - columns.data[rows]
            if (left >= 1 - _NEAR).all():
                kept[columns.indices[rows]] = left
                mine[one] = 0.0
        found = np.zeros(len(self.problem), np.bool_)
        found[self.cells] = mine > 0
        return found

    def _model(self) -> highspy.Highs:
        matrix = self.matrix()
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(self.cells), matrix.shape[0]
        programme.col_cost_ = self.problem.cost[self.cells]
        programme.col_lower_, programme.col_upper_ = np.zeros(len(self.cells)), np.ones(len(self.cells))
        programme.row_lower_ = np.ones(matrix.shape[0])
        programme.row_upper_ = np.full(matrix.shape[0], highspy.kHighsInf)
        programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programme.a_matrix_.start_ = matrix.indptr
        programme.a_matrix_.index_ = matrix.indices
        programme.a_matrix_.value_ = matrix.data
        programme.integrality_ = [highspy.HighsVarType.kInteger] * len(self.cells)
        model = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in _OPTIONS.items():
            model.setOptionValue(name, value)
        model.passModel(programme)
        return model


_NEAR = 1e-6
_OPTIONS: dict[str, bool | int | str] = {"output_flag": False, "threads": 1, "random_seed": 0}
