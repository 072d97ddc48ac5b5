"""The cheapest pattern: choose under the cuts known, let the attackers try it, make cuts of what they find, again."""

from dataclasses import dataclass

from evenhand.disclosure.suppress.cuts import Cut, Cutter, line_cuts
from evenhand.disclosure.suppress.master import Master
from evenhand.disclosure.suppress.pattern import Draft, Lack


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """When to stop looking for something cheaper; counted in work, so that it is the same everywhere.

    `gap`: the share of its cost by which a choice may be dearer than the bound. `nodes`: of one search tree.
    `work`: attackers' programmes times cells, for all cuts together. `rounds`: how often a choice is tried.
    """

    gap: float = 0.01
    nodes: int = 2_000
    work: int = 2_000_000
    rounds: int = 60


def choose(draft: Draft, effort: Effort) -> tuple[float, bool]:
    """Choose cells to hide; return a bound that no pattern costs less than, and whether all attackers fail.

    Where they do not, the work was used up, or no cut tells what is lacking.
    """
    master, cutter = Master(draft.problem), Cutter(draft.problem)
    master.add(line_cuts(draft.problem, draft.anyone, draft.moves))
    bound, done = 0.0, False
    for _ in range(effort.rounds):
        chosen, least = master.cheapest(gap=effort.gap, nodes=effort.nodes)
        bound = max(bound, least)
        draft.hidden = draft.problem.kept | chosen
        lacks = draft.lacking()
        done = not lacks
        if done or cutter.solved * len(cutter.cells) > effort.work:
            break
        if not master.add(_violated(draft, [cut for lack in lacks for cut in _cuts(draft, cutter, lack)])):
            break
    draft.programmes += cutter.solved
    return bound, done


def _cuts(draft: Draft, cutter: Cutter, lack: Lack) -> list[Cut]:
    cutter.give(lack.room, draft.hidden)
    if lack.either:
        found = [cutter.spread_cut(int(cell), 1.0) for cell in lack.moves.cells[:_PAIRS]]
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
