"""Hides, for each count that is narrowed too far, the cells of the cheapest flow that gives it room."""

import numpy as np

from evenhand.disclosure.linked.linked_set import Number
from evenhand.disclosure.suppress.flows import Flows, used_by
from evenhand.disclosure.suppress.pattern import Draft
from evenhand.disclosure.suppress.problem import CannotProtect

FREE = 1e-3
"""What moving a cell costs that is hidden already: so little that short flows are preferred among the free ones."""


def hide_greedily(draft: Draft, flows: Flows, price: Number | None = None) -> None:
    """Hide cells until every move that is demanded is made by a flow; raise CannotProtect where one cannot be.

    `price` of a cell for one who moves a person through it; its cost, if not given.
    """
    price = draft.problem.cost if price is None else price
    stuck = []
    draft.try_hidden(draft.hidden)
    flows.give(draft.anyone)
    waiting = draft.unmet()
    order = np.lexsort((waiting.cells, -np.abs(waiting.by)))
    for cell, by in zip(waiting.cells[order], waiting.by[order], strict=True):
        if made(draft.flows, cell, by):
            continue
        flows.charge(np.where(draft.hidden, FREE, price))
        found = flows.cheapest(int(cell), float(by))
        if found is None:
            stuck.append(int(cell))
            continue
        draft.hide(used_by(found))
        draft.add(found)
    draft.programmes += flows.solved
    flows.solved = 0
    if stuck:
        raise CannotProtect(
            f"{len(set(stuck))} small counts cannot be protected, whatever else is hidden.",
            mend="Leave out their table, or use coarser groups, areas or periods.",
            cells=np.unique(stuck),
        )


def made(flows: Number, cell: int, by: float) -> bool:
    """Return whether a flow moves the cell so far."""
    return bool((flows[:, cell] * np.sign(by) >= abs(by) - 1e-6).any())
