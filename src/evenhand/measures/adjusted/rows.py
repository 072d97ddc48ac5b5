"""Adjusted differences and ratios in the rows of a report, beside the crude and the Mantel-Haenszel ones."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from evenhand.measures.adjusted.pathway_guard import refuse_steps
from evenhand.measures.adjusted.possible import adjusted_ranges
from evenhand.measures.rows import WITH_INTERVAL
from evenhand.measures.rules import MeasureRules
from evenhand.measures.types import Measure
from evenhand.measures.within import Alike, box_of, middle_table
from evenhand.vocabulary import Programme


def comparisons_adjusted(
    alike: Alike, *, programme: Programme, denominator: str, rules: MeasureRules
) -> Iterator[pa.Table]:
    """Yield the difference and ratio of every group to its reference, both as they would be in the strata of both.

    `within` names what was adjusted for. The estimate is that of the middle of what is possible, the interval holds
    for every count that the protection allows (see `possible`). Raises HidesAStep where the strata are a step.
    """
    refuse_steps((alike.within,), programme, alike.pairs.stage)
    held = np.flatnonzero(np.isin(alike.states, WITH_INTERVAL))
    table = middle_table(alike.own.take(held), alike.base.take(held))
    box = box_of(alike.own.take(held), alike.base.take(held))
    difference, ratio = adjusted_ranges(table, box, rules.z)
    for measure, units, figures in (
        (Measure.DIFFERENCE_ADJUSTED, "share_difference", difference),
        (Measure.RATIO_ADJUSTED, "ratio", ratio),
    ):
        filled = np.full((3, len(alike.states)), np.nan)
        filled[:, held] = figures
        yield alike.rows(measure, units, denominator, (filled[0], filled[1], filled[2]))
