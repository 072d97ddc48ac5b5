"""Hides the cells of the cheapest flow that gives a count the room it lacks."""

import numpy as np

from evenhand.disclosure.linked.linked_set import Number
from evenhand.disclosure.suppress.flows import Flows
from evenhand.disclosure.suppress.pattern import Draft, Lack
from evenhand.disclosure.suppress.problem import CannotProtect

FREE = 1e-3
"""What moving a cell costs that is hidden already: so little that short flows are preferred among the free ones."""


def patch(draft: Draft, flows: Flows) -> None:
    """Hide further cells until no attacker has anything; raise CannotProtect where one cannot be stopped."""
    while lacks := draft.lacking():
        for lack in lacks:
            _give_room(draft, flows, lack)
    draft.programmes += flows.solved
    flows.solved = 0


def _give_room(draft: Draft, flows: Flows, lack: Lack) -> None:
    flows.give(lack.room)
    for cell, by in zip(lack.moves.cells, lack.moves.by, strict=True):
        flows.charge(np.where(draft.hidden, FREE, draft.problem.cost))
        ways = (by, -by) if lack.either else (by,)
        found = [flow for way in ways if (flow := flows.cheapest(int(cell), float(way))) is not None]
        if not found:
            raise unprotectable(lack, np.array([cell]))
        best = min(found, key=lambda flow: _price(draft, flow))
        draft.hidden |= best != 0
        draft.add(draft.problem.counts + best)


def unprotectable(lack: Lack, cells: Number) -> CannotProtect:
    """Return the error that names the cells that cannot be kept from an attacker."""
    places = np.unique(cells).astype(np.int64)
    counts = "One small count" if len(places) == 1 else f"{len(places)} small counts"
    return CannotProtect(
        f"{counts} cannot be kept from somebody who {lack.knowledge}, whatever else is hidden.",
        mend="Leave out the table they are in, or use coarser groups, areas or periods.",
        cells=places,
    )


def _price(draft: Draft, flow: Number) -> float:
    """Return what hiding the cells that a flow moves would cost."""
    return float(draft.problem.cost[(flow != 0) & ~draft.hidden].sum())
