"""The cheapest pattern: choose under the cuts known, let the attackers try it, make cuts of what they find, again."""

from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.suppress.attackers import INSIDER
from evenhand.disclosure.suppress.cuts import Cut, Cutter, line_cuts, one_way
from evenhand.disclosure.suppress.master import Master
from evenhand.disclosure.suppress.pattern import Draft, Lack


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """When to stop looking for something cheaper; counted in work, so that it is the same everywhere.

    `gap`: the share of its cost by which a choice may be dearer than the bound. `nodes`: of one search tree.
    `work`: attackers' programmes times cells, for all cuts together. `rounds`: how often the choice is made anew,
    `tries`: how often each is mended by cuts before cheapest flows are hidden instead. `block`: problems with more cells
    that are not shown are split, where they come apart.
    """

    gap: float = 0.02
    nodes: int = 2_000
    work: int = 4_000_000
    rounds: int = 40
    tries: int = 50
    block: int = 1_000


def choose(draft: Draft, effort: Effort) -> tuple[float, bool]:
    """Choose cells to hide; return a bound that no pattern costs less than, and whether all attackers fail.

    Where they do not, the work was used up, or no cut tells what is lacking.
    """
    master, cutter = _under_line_cuts(draft), Cutter(draft.problem)
    bound, cost, best = 0.0, np.inf, None
    for _ in range(effort.rounds):
        chosen, least = master.cheapest(gap=effort.gap / 2, nodes=effort.nodes)
        bound = max(bound, least)
        draft.hidden = draft.problem.kept | chosen
        if _protect(draft, master, cutter, effort) and draft.cost() < cost:
            cost, best = draft.cost(), draft.hidden.copy()
        if cost - bound <= effort.gap * cost or _is_used_up(cutter, effort) or master.stuck:
            break
    draft.programmes += cutter.solved
    if best is not None:
        draft.hidden = best
    return bound, best is not None


def least_cost(draft: Draft, effort: Effort) -> float:
    """Return a bound that no pattern costs less than: what single sums demand."""
    return _under_line_cuts(draft).cheapest(gap=effort.gap / 2, nodes=effort.nodes)[1]


def _under_line_cuts(draft: Draft) -> Master:
    master = Master(draft.problem)
    master.add(line_cuts(draft.problem, draft.anyone, draft.moves))
    master.add(line_cuts(draft.problem, draft.knowing, one_way(draft.problem, draft.knowing)))
    return master


def _protect(draft: Draft, master: Master, cutter: Cutter, effort: Effort) -> bool:
    """Change the choice until all attackers fail, with a cut for all they find; return whether they do."""
    for _ in range(effort.tries):
        if not (lacks := draft.lacking()):
            return True
        if _is_used_up(cutter, effort):
            return False
        cuts = _violated(draft, [cut for lack in lacks for cut in _cuts(draft, cutter, lack)])
        master.stuck = not master.add(cuts)
        if master.stuck:
            return False
        draft.hidden = draft.problem.kept | master.covered(draft.hidden & draft.problem.candidates)
    master.stuck = True
    return False


def _is_used_up(cutter: Cutter, effort: Effort) -> bool:
    return cutter.solved * len(cutter.cells) > effort.work


def _cuts(draft: Draft, cutter: Cutter, lack: Lack) -> list[Cut]:
    cutter.give(lack.room, draft.hidden)
    if lack.either:
        few = lack.moves.cells[: _PAIRS if lack.knowledge == INSIDER else None]
        found = [cutter.spread_cut(int(cell), 1.0) for cell in few]
    else:
        moves = zip(lack.moves.cells, lack.moves.by, strict=True)
        found = [cutter.cut(int(cell), float(by)) for cell, by in moves]
    return [cut for cut in found if cut is not None]


_PAIRS = 2
"""Of the counts that one insider learns so many make cuts at a time: the next choice frees most others too."""


def _violated(draft: Draft, cuts: list[Cut]) -> list[Cut]:
    """Return the cuts that the present choice breaks."""
    return [cut for cut in cuts if cut.shares[draft.hidden[cut.cells]].sum() < 1 - _NEAR]


_NEAR = 1e-6
