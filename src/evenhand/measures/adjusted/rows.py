"""Adjusted differences and ratios in the rows of a report, beside the crude and the Mantel-Haenszel ones."""

from collections.abc import Iterator

import pyarrow as pa

from evenhand.measures.adjusted.pathway_guard import refuse_steps
from evenhand.measures.adjusted.possible import adjusted_range
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
    table, box = middle_table(alike.own, alike.base), box_of(alike.own, alike.base)
    for measure, units in (
        (Measure.DIFFERENCE_ADJUSTED, "share_difference"),
        (Measure.RATIO_ADJUSTED, "ratio"),
    ):
        figures = adjusted_range(table, box, rules.z, ratio=measure == Measure.RATIO_ADJUSTED)
        yield alike.rows(measure, units, denominator, figures)
