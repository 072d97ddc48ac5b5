"""One part of a linked set as a linear programme that is solved again and again, from where the last one ended."""

import highspy
import numpy as np
from scipy.sparse import csr_array

from evenhand.disclosure.linked.linked_set import Contradiction, LinkedSet, Number, Whole


class Programme:
    """The counts of one part of a linked set; what is the most or the least that a sum of them can be.

    `cells` are the places in the set; every result has one number for each, in that order. `solved` counts the
    programmes. Deterministic: one thread, the simplex method, a fixed order.
    """

    def __init__(self, linked: LinkedSet, cells: Whole) -> None:
        self.cells = cells
        self.solved = 0
        self._fits = False
        rows = np.unique(linked.sums[:, cells].tocoo().row)
        mine = linked.sums[rows]
        counts = np.where(linked.open, 0.0, linked.least)
        counts[cells] = 0.0
        rest = mine @ counts
        matrix = mine[:, cells].tocsr()
        self._model = load(
            matrix,
            linked.least[cells],
            linked.most[cells],
            linked.sum_least[rows] - rest,
            linked.sum_most[rows] - rest,
        )
        self._all = np.arange(len(cells), dtype=np.int32)
        self._bounds = (linked.least[cells].copy(), limited(linked.most[cells]))

    def highest(self, weights: Number) -> Number:
        """Return counts at which the sum of `weights` times counts is greatest; raise Contradiction if there are none.

        `weights` has one entry a cell. Where the sum has no limit, the counts go as far as `BEYOND`.
        """
        self._model.changeColsCost(len(self.cells), self._all, np.ascontiguousarray(weights, np.float64))
        self._model.setOptionValue("simplex_strategy", _PRIMAL if self._fits else _DUAL)
        self._model.run()
        self.solved += 1
        status = self._model.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise Contradiction(
                "The figures contradict each other: no counts fit all the sums between them.",
                mend="Check that parts make their wholes, and that people are in one part alone.",
            )
        self._fits = True  # the next programme starts where this one ended, unless bounds change
        return np.asarray(self._model.getSolution().col_value, dtype=np.float64)

    def restrict(self, place: int, least: float, most: float) -> None:
        """Let one cell lie between these bounds from now on; `place` is its place among `cells`."""
        self._bounds[0][place], self._bounds[1][place] = least, min(most, BEYOND)
        self._model.changeColBounds(place, least, min(most, BEYOND))
        self._fits = False

    def hold(self, places: Whole, counts: Number) -> None:
        """Hold these cells at these counts until `within` is called again."""
        least, most = np.full(len(self.cells), -np.inf), np.full(len(self.cells), np.inf)
        least[places] = most[places] = counts
        self.within(least, most)

    def within(self, least: Number | float = -np.inf, most: Number | float = np.inf) -> None:
        """Let counts lie within these bounds too, beside those of the set, until the next time."""
        low, high = np.maximum(self._bounds[0], least), np.minimum(self._bounds[1], most)
        self._model.changeColsBounds(len(self.cells), self._all, low, high)
        self._fits = False

    def extreme(self, place: int | np.int64, *, highest: bool) -> Number:
        """Return counts at which the cell at `place` is as high, or as low, as it can be."""
        weights = np.zeros(len(self.cells))
        weights[place] = 1.0 if highest else -1.0
        return self.highest(weights)

    def binding(self) -> Whole:
        """Return the places of the cells whose own bounds kept the last sum from being greater, as duals tell."""
        duals = np.asarray(self._model.getSolution().col_dual, dtype=np.float64)
        return np.flatnonzero(np.abs(duals) > NO_PRICE)


NO_PRICE = 1e-7
"""A dual nearer to 0 is none."""
BEYOND = 1e7
"""More than any count of people in a partnership: stands for no limit."""


def limited(most: Number) -> Number:
    """Return upper bounds with `BEYOND` for those without a limit."""
    return np.where(np.isinf(most), BEYOND, most)


def load(
    matrix: csr_array,
    least: Number,
    most: Number,
    sum_least: Number,
    sum_most: Number,
    *,
    sense: highspy.ObjSense = highspy.ObjSense.kMaximize,
) -> highspy.Highs:
    """Return a solver that holds these bounds and equations, with nothing to maximise yet."""
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = len(least), len(sum_least)
    programme.sense_ = sense
    programme.col_cost_ = np.zeros(len(least))
    programme.col_lower_, programme.col_upper_ = least, limited(most)
    programme.row_lower_, programme.row_upper_ = sum_least, sum_most
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = matrix.indptr
    programme.a_matrix_.index_ = matrix.indices
    programme.a_matrix_.value_ = matrix.data
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in _OPTIONS.items():
        model.setOptionValue(name, value)
    model.passModel(programme)
    return model


_PRIMAL, _DUAL = 4, 1
_OPTIONS: dict[str, bool | int | str] = {
    "output_flag": False,
    "threads": 1,
    "solver": "simplex",
    "random_seed": 0,
    "presolve": "off",  # the next programme starts from where this one ended
}
