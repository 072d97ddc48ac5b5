"""What somebody who knows the perturbation table derives from a shown count: which true ones it may stand for."""

import numpy as np

from evenhand.disclosure.cell_key.maximum_entropy import Whole
from evenhand.disclosure.cell_key.perturbation_table import PerturbationTable


def possible(shown: Whole, table: PerturbationTable) -> tuple[Whole, Whole]:
    """Return the least and the most true count that each shown count may stand for.

    Raises ValueError for a count that the table never shows.
    """
    last = len(table.lookup) - 1
    settled = last + table.largest_change
    most, least = np.full(settled + 1, -1), np.full(settled + 1, -1)
    for count in range(settled + table.largest_change, -1, -1):
        result = np.unique(count + table.lookup[min(count, last)])
        result = result[result <= settled]
        most[result] = np.maximum(most[result], count)
        least[result] = count
    # Further up every row is the last one, so that what holds for one count holds for all.
    above = shown - settled
    small = np.minimum(shown, settled)
    if (shown < 0).any() or (least[small] < 0).any():
        raise ValueError(f"The perturbation table {table.id} never shows one of these counts.")
    return least[small] + np.maximum(above, 0), most[small] + np.maximum(above, 0)
