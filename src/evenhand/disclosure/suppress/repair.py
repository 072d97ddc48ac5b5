"""Hides further counts against those who know more than the policy."""

import numpy as np

from evenhand.disclosure.linked import Demand, audit
from evenhand.disclosure.linked.linked_set import Number, Whole
from evenhand.disclosure.suppress.attackers import INSIDER, KNOWS_PRIMARY, Room, insiders
from evenhand.disclosure.suppress.certify import fitting, linked_for, unsettled
from evenhand.disclosure.suppress.flows import Flows, used_by
from evenhand.disclosure.suppress.greedy import FREE
from evenhand.disclosure.suppress.pattern import Draft, clean
from evenhand.disclosure.suppress.problem import CannotProtect


def repair(draft: Draft, flows: Flows) -> None:
    """Hide cells until neither one who knows which are primary nor an insider learns a primary count exactly.

    Raises CannotProtect where one cannot be kept from it.
    """
    room = Room.of_one_who_knows_primary(draft.problem, draft.policy)
    told = _told(draft, room, np.flatnonzero(draft.problem.primary))
    _free(draft, flows, room, told, knowledge=KNOWS_PRIMARY)
    if not draft.policy.insider:
        return
    knowers = insiders(draft.problem, draft.policy, draft.hidden)
    primary = np.flatnonzero(draft.problem.primary)
    for knower in knowers:
        for one, untold in unsettled(draft.flows, primary, np.array([knower])):
            room = draft.anyone.knowing(one)
            _free(draft, flows, room, _told(draft, room, untold), knowledge=INSIDER)


def _told(draft: Draft, room: Room, cells: Whole) -> Whole:
    """Return which of the cells somebody with this room knows exactly; keep the flows found."""
    linked = linked_for(draft.problem, room, draft.hidden)
    seen = fitting(linked, np.vstack([np.zeros((1, len(draft.problem))), draft.flows]) + draft.problem.counts)
    found = audit(linked, Demand.wide(cells, 1), seen=seen, narrow=False)
    draft.programmes += found.programmes
    draft.add(clean(found.tables - draft.problem.counts))
    return found.failing


def _free(draft: Draft, flows: Flows, room: Room, cells: Whole, *, knowledge: str) -> None:
    """Hide the cells of the cheapest flow that moves each of `cells` by one person."""
    flows.give(room)
    for cell in cells:
        flows.charge(np.where(draft.hidden, FREE, draft.problem.cost))
        ways = [found for by in (1.0, -1.0) if (found := flows.cheapest(int(cell), by)) is not None]
        if not ways:
            raise CannotProtect(
                f"A small count cannot be kept from somebody who {knowledge}, whatever else is hidden.",
                mend="Leave out its table, or use coarser groups, areas or periods.",
                cells=np.array([cell]),
            )
        best = min(ways, key=lambda flow: _price(draft, flow))
        draft.hide(used_by(best))
        draft.add(best)
    draft.programmes += flows.solved
    flows.solved = 0


def _price(draft: Draft, flow: Number) -> float:
    """Return what hiding the cells that a flow moves would cost."""
    return float(draft.problem.cost[(flow != 0) & ~draft.hidden].sum())
