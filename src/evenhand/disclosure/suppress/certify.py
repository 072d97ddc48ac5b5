"""Certifies a pattern: one audit over the whole set for each attacker of stated knowledge."""

import numpy as np

from evenhand.disclosure.linked import Demand, LinkedSet, audit
from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress.attackers import (
    ANYONE,
    INSIDER,
    KNOWS_PRIMARY,
    Room,
    demanded,
    insiders,
)
from evenhand.disclosure.suppress.insiders import Insiders
from evenhand.disclosure.suppress.problem import Attacker, Certificate, Problem


def certify(problem: Problem, hidden: Mask, policy: Policy, *, seen: Number | None = None) -> Certificate:
    """Return what every attacker learns where the cells `hidden` are not shown.

    `seen`: further tables with the same sums (one a row); those that fit save work, and each is checked.
    """
    tables = problem.counts[None, :] if seen is None else np.vstack([problem.counts, seen])
    primary = np.flatnonzero(problem.primary)
    anyone = linked_for(problem, Room.of_anyone(problem), hidden)
    found = audit(anyone, demand_of(problem, policy), seen=fitting(anyone, tables), narrow=False)
    knowing = linked_for(problem, Room.of_one_who_knows_primary(problem, policy), hidden)
    tables = np.vstack([tables, found.tables])
    told = audit(knowing, Demand.wide(primary, 1), seen=fitting(knowing, tables), narrow=False)
    attackers = [
        Attacker(knowledge=ANYONE, cells=len(primary), failing=found.failing),
        Attacker(knowledge=KNOWS_PRIMARY, cells=len(primary), failing=told.failing),
    ]
    programmes = found.programmes + told.programmes
    if policy.insider:
        known = fitting(anyone, np.vstack([tables, told.tables]))
        pairs = Insiders.of(problem, anyone, insiders(problem, policy, hidden), known)
        pairs.search()
        learnt = [cells for _, cells in pairs.learnt()]
        failing = np.unique(np.concatenate([np.zeros(0, np.int64), *learnt]))
        attackers.append(Attacker(knowledge=INSIDER, cells=len(primary), failing=failing))
        programmes += pairs.programmes
    return Certificate(attackers=tuple(attackers), programmes=programmes)


def linked_for(problem: Problem, room: Room, hidden: Mask) -> LinkedSet:
    """Return what somebody with this room knows, where `hidden` (and what is unpublished) is not shown."""
    mine = room.within(hidden | problem.unpublished)
    return LinkedSet(
        least=problem.counts + mine.down,
        most=problem.counts + mine.up,
        sums=problem.sums,
        sum_least=problem.sum_least,
        sum_most=problem.sum_most,
    )


def demand_of(problem: Problem, policy: Policy) -> Demand:
    """Return the policy's demand for every primary cell."""
    moves = demanded(problem, policy)
    cells = np.flatnonzero(problem.primary)
    low, high = problem.counts.copy(), problem.counts.copy()
    np.minimum.at(low, moves.cells, problem.counts[moves.cells] + moves.by)
    np.maximum.at(high, moves.cells, problem.counts[moves.cells] + moves.by)
    width = np.full(len(cells), float(policy.width))
    return Demand(cells=cells, low=low[cells], high=high[cells], width=width)


def fitting(linked: LinkedSet, tables: Number) -> Number:
    """Return those of the tables (one a row) that fit what is published."""
    inside = ((tables >= linked.least - _NEAR) & (tables <= linked.most + _NEAR)).all(axis=1)
    made = (linked.sums @ tables[inside].T).T
    right = ((made >= linked.sum_least - _NEAR) & (made <= linked.sum_most + _NEAR)).all(axis=1)
    return np.asarray(tables[inside][right], dtype=np.float64)


_NEAR = 1e-6
