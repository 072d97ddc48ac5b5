"""The share of a group that reached a stage, with Wilson's interval."""

from functools import partial

import numpy as np
import pyarrow as pa

from evenhand.measures.intervals import wilson
from evenhand.measures.pairs import Pairs
from evenhand.measures.rows import rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.states import single_states
from evenhand.measures.types import Measure
from evenhand.measures.widen import widen_one


def proportions(pairs: Pairs, *, denominator: str, rules: MeasureRules) -> pa.Table:
    """Return the share of each group that reached the stage, of 1, with Wilson's interval. Source: C3."""
    interval = partial(wilson, z=rules.z)
    lower, upper = widen_one(interval, pairs.x, pairs.n, within=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = np.minimum(pairs.x.point / pairs.n.point, 1)
    states = single_states(pairs.x, pairs.n, least=rules.least_people)
    return rows_of(
        pairs,
        Measure.PROPORTION,
        "share",
        denominator,
        estimate=estimate,
        lower=lower,
        upper=upper,
        states=states,
    )
