"""Events of a group per so many residents, with Byar's interval (exact below ten events)."""

from functools import partial

import numpy as np
import pyarrow as pa

from evenhand.measures.intervals import rate
from evenhand.measures.pairs import Pairs
from evenhand.measures.rows import rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.states import single_states
from evenhand.measures.types import Measure
from evenhand.measures.widen import widen_one


def rates(pairs: Pairs, *, denominator: str, rules: MeasureRules) -> pa.Table:
    """Return events per `stage.per` residents in the period, with Byar's interval (exact below ten). Source: C12."""
    per = pairs.stage.per
    interval = partial(rate, z=rules.z, exact_below=rules.exact_below)
    lower, upper = widen_one(interval, pairs.x, pairs.n, within=False)
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = per * pairs.x.point / pairs.n.point
    states = single_states(pairs.x, pairs.n, least=1)
    return rows_of(
        pairs,
        Measure.RATE,
        f"per_{per}",
        denominator,
        estimate=estimate,
        lower=per * lower,
        upper=per * upper,
        states=states,
    )
