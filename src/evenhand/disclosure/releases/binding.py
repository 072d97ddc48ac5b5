"""Which shown counts narrow others, and which of them to withhold."""

import numpy as np

from evenhand.disclosure.linked.linked_set import LinkedSet, Mask, Whole
from evenhand.disclosure.linked.programme import Programme


def cheapest_to_withhold(linked: LinkedSet, failing: Whole, rank: Whole, may: Mask) -> Whole:
    """Return cells to withhold so that those in `failing` can be narrowed less: for each one of those that bind it.

    A cell binds another where its bounds are what keeps the other from being greater or less. Of these the one of the
    lowest `rank` and the smallest count is taken; cells outside `may` never are. Nothing but bounds is looked at.
    """
    parts = linked.components()
    chosen: list[int] = []
    for part in np.unique(parts[failing]):
        cells = np.flatnonzero(parts == part)
        programme = Programme(linked, cells)
        for cell in failing[parts[failing] == part].tolist():
            place = int(np.searchsorted(cells, cell))
            # What keeps it from being greater comes first: who could be none is told less by it.
            for highest in (True, False):
                bound = _binding(programme, place, highest=highest)
                bound = bound[may[bound]]
                if len(bound):
                    break
            if len(bound) and not np.isin(bound, chosen).any():
                order = np.lexsort((bound, linked.most[bound], rank[bound]))
                chosen.append(int(bound[order[0]]))
    return np.asarray(sorted(chosen), dtype=np.int64)


def _binding(programme: Programme, place: int, *, highest: bool) -> Whole:
    """The cells that bind the one at `place` from above (`highest`) or from below."""
    programme.extreme(place, highest=highest)
    return np.asarray(programme.cells[programme.binding()], dtype=np.int64)
