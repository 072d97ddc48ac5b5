"""Each group's share of the people at a stage: 7% of those tested, 2% of those engaged; of residents, of need."""

from functools import partial

import numpy as np
import pyarrow as pa

from evenhand.foundations import EVERYONE, PEOPLE_COLUMNS
from evenhand.measures.intervals import Array, wilson
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.rows import rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.states import single_states
from evenhand.measures.subset import pairs_of
from evenhand.measures.types import Measure
from evenhand.measures.widen import widen_one
from evenhand.vocabulary import UNKNOWNS


def shares(pairs: Pairs, *, denominator: str, rules: MeasureRules) -> pa.Table:
    """Return each group's share of the people at a stage whose group is known, of 1, with Wilson's interval.

    The guide's example: 7% of those tested, 2% of those engaged. Source: C4; 004 Annex A.
    """
    groups = pairs.columns["group"]
    chosen = np.flatnonzero((pairs.columns["characteristic"] != EVERYONE) & ~np.isin(groups, list(UNKNOWNS)))
    some = pairs_of(pairs, chosen)
    whole = _sums(some)
    lower, upper = widen_one(partial(wilson, z=rules.z), some.x, whole, within=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = some.x.point / whole.point
    states = single_states(some.x, whole, least=rules.least_people)
    table = rows_of(
        some, Measure.SHARE, "share", denominator, estimate=estimate, lower=lower, upper=upper, states=states
    )
    total = pa.array(whole.point, pa.int64(), mask=np.isnan(whole.point), safe=False)
    return table.set_column(table.schema.get_field_index("denominator"), "denominator", total)


def _sums(pairs: Pairs) -> Known:
    """The sum over the groups of each row's area, period, characteristic and list."""
    names = [name for name in PEOPLE_COLUMNS if name != "group"]
    joined = ["\x1f".join(one) for one in zip(*(pairs.columns[name] for name in names), strict=True)]
    _, code = np.unique(np.array(joined, dtype=np.str_), return_inverse=True)
    size = code.max(initial=-1) + 1

    def total(column: Array) -> Array:
        sums: Array = np.bincount(code, weights=column, minlength=size).astype(np.float64)
        return sums[code]

    x = pairs.x
    return Known(
        value=total(x.point),
        lower=total(x.lower),
        upper=total(x.upper),
        status=np.full(len(pairs), "rounded"),
    )
