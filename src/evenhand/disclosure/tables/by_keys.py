"""Tables under a policy of cell keys: each count changed a little, the same cell always in the same way."""

import numpy as np

from evenhand.disclosure.cell_key import load_perturbation, perturb_cells, possible
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress import Attacker, dominated
from evenhand.disclosure.tables.settle import settle
from evenhand.disclosure.tables.shown import ShownCells
from evenhand.disclosure.tables.table_set import TableSet
from evenhand.disclosure.tables.types import UnusableTable

READER = "knows by how much a count may be changed, and adds and subtracts all that is shown"


def by_keys(tables: TableSet, policy: Policy, key: bytes) -> ShownCells:
    """Return what is shown of each cell under a policy of cell keys.

    A figure is the same wherever its cell stands; where sums of figures would narrow a count too far, some are hidden.
    """
    if tables.hidden.any():
        raise UnusableTable(
            "Counts are hidden in these tables already.",
            mend="Start from the exact counts: keys change those.",
        )
    table = load_perturbation(policy.perturbation)
    hidden = tables.unpublished.copy()
    if tables.largest.shape[1]:
        hidden |= dominated(tables.counts, tables.largest, policy)
    exact = np.where(tables.unpublished, 0, tables.figures).astype(np.int64)
    value = perturb_cells(
        exact, tables.codes, key=key, table=table, total=tables.reading.total, of=tables.reading.count
    )
    low, high = possible(value, table)
    least, most = np.where(hidden, 0.0, low), np.where(hidden, np.inf, high)
    most[tables.empty] = 0.0
    width = np.where(
        (high > low) & ~tables.empty | tables.unpublished & ~tables.empty, float(policy.width), 0.0
    )
    settled = settle(
        tables.linked.bounded(least, most),
        width,
        hidden,
        value.astype(np.float64),
        may_hide=~hidden,
        unpublished=tables.unpublished,
        seen=tables.counts,
    )
    return ShownCells(
        policy=policy,
        value=value.astype(np.float64),
        hidden=settled.hidden,
        least=settled.linked.least,
        most=settled.linked.most,
        width=width,
        attackers=(Attacker(knowledge=READER, cells=int((width > 0).sum()), failing=settled.failing),),
        programmes=settled.programmes,
    )
