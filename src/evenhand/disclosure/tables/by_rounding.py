"""Tables under a policy of threshold and rounding: further counts are hidden where sums of rounded ones tell too much."""

import numpy as np

from evenhand.disclosure.policy import Policy
from evenhand.disclosure.rounding import round_counts
from evenhand.disclosure.suppress import Attacker, dominated
from evenhand.disclosure.tables.settle import settle
from evenhand.disclosure.tables.shown import ShownCells
from evenhand.disclosure.tables.table_set import TableSet

READER = "knows how counts are rounded and which are hidden for being small, and adds and subtracts all that is shown"


def by_rounding(tables: TableSet, policy: Policy) -> ShownCells:
    """Return what is shown of each cell under a policy of rounding."""
    told = np.where(tables.unpublished | tables.hidden, 0.0, tables.figures)
    exact = told.astype(np.int64)
    rounded = round_counts(told, exact, exact, np.zeros(len(tables), np.bool_), policy)
    before = tables.hidden | tables.unpublished
    small = rounded.hidden & ~before
    hidden = rounded.hidden | before
    if tables.largest.shape[1]:
        hidden |= dominated(tables.counts, tables.largest, policy) & ~tables.unpublished
    nothing_known = hidden & ~small
    least = np.where(nothing_known, 0.0, rounded.lower)
    most = np.where(nothing_known, np.inf, rounded.upper)
    most[tables.empty] = 0.0
    width = np.where(hidden, float(policy.width), float(policy.width_rounded))
    width[tables.empty] = 0.0
    settled = settle(
        tables.linked.bounded(least, most),
        width,
        hidden,
        rounded.value.astype(np.float64),
        may_hide=~before,
        unpublished=tables.unpublished,
        seen=tables.counts,
    )
    width[settled.hidden & ~tables.empty] = policy.width
    return ShownCells(
        policy=policy,
        value=rounded.value.astype(np.float64),
        hidden=settled.hidden,
        least=settled.linked.least,
        most=settled.linked.most,
        width=width,
        attackers=(Attacker(knowledge=READER, cells=int((width > 0).sum()), failing=settled.failing),),
        programmes=settled.programmes,
    )
