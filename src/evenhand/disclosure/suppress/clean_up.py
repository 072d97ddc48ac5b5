"""Shows again what need not be hidden, the dearest first."""

import numpy as np

from evenhand.disclosure.linked.linked_set import Whole
from evenhand.disclosure.suppress.pattern import Draft


def clean_up(draft: Draft, cells: Whole) -> None:
    """Show each of `cells` again if no attacker has anything without it."""
    chosen = cells[draft.hidden[cells] & draft.problem.candidates[cells]]
    for cell in chosen[np.lexsort((chosen, -draft.problem.cost[chosen]))]:
        draft.hidden[cell] = False
        if draft.lacking():
            draft.hidden[cell] = True
