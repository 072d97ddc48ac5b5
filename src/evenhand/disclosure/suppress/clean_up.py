"""Shows again what need not be hidden, the dearest first."""

import numpy as np

from evenhand.disclosure.suppress.pattern import Draft


def clean_up(draft: Draft) -> None:
    """Show each cell that was hidden for the sake of others, if all demands hold without it."""
    chosen = np.flatnonzero(draft.hidden & draft.problem.candidates)
    for cell in chosen[np.lexsort((chosen, -draft.problem.cost[chosen]))]:
        hidden = draft.hidden.copy()
        hidden[cell] = False
        if len(draft.try_hidden(hidden)) == 0:
            draft.hidden = hidden
            draft.flows = draft.flows[draft.flows[:, cell] == 0]
