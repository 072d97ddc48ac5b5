"""Measures of a group against its reference: difference, ratio, relative rate; and the test behind a finding."""

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
import pyarrow as pa

from evenhand.measures import score
from evenhand.measures.intervals import Array, Interval
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.rows import WITH_INTERVAL, rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.states import Words, comparison_states, least_people
from evenhand.measures.subset import compared_rows, pairs_of, rows_without_reference
from evenhand.measures.types import Measure, State
from evenhand.measures.widen import high_corner, low_corner, widen_two
from evenhand.vocabulary import StageKind


def comparisons(pairs: Pairs, *, denominator: str, rules: MeasureRules) -> Iterator[pa.Table]:
    """Yield the difference and the ratio of every group to its reference, with score intervals.

    At a service stage the ratio stands a second time as the relative rate of that step, the name the field
    knows it by (relative rate index). Nothing is given for stages that are neither service nor outcome (C4).
    A group whose reference is not in the table has its rows too, with the state that says so.
    """
    if not pairs.stage.makes_a_gap:
        return
    rows = compared_rows(pairs)
    kept = pairs_of(pairs, np.union1d(rows, pairs.reference[rows]))
    mine = compared_rows(kept)
    least = least_people(pairs, rules)
    states = comparison_states(kept, least=least, least_events=0)
    of_ratio = comparison_states(kept, least=least, least_events=rules.least_events)
    is_rate = pairs.stage.measure == "rate"
    per = pairs.stage.per if is_rate else 1
    own, base = _estimates(kept)
    low, high = _widest(
        kept, score.difference_of_rates if is_rate else score.difference_of_proportions, rules
    )
    difference = {"estimate": per * (own - base), "lower": per * low, "upper": per * high}
    low, high = _widest(kept, score.ratio_of_rates if is_rate else score.ratio_of_proportions, rules)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = {"estimate": own / base, "lower": low, "upper": high}
    made = [(Measure.DIFFERENCE, f"per_{per}" if is_rate else "share_difference", difference, states)]
    made.append((Measure.RATIO, "ratio", ratio, of_ratio))
    if pairs.stage.kind == StageKind.SERVICE:
        made.append((Measure.RELATIVE_RATE, "ratio", ratio, of_ratio))
    chosen, alone = pairs_of(kept, mine, keep_references=True), pairs_of(pairs, rows_without_reference(pairs))
    for measure, units, columns, words in made:
        taken = {name: column[mine] for name, column in columns.items()}
        said = _where_finite(words[mine], taken)
        estimate, lower, upper = (taken[name] for name in ("estimate", "lower", "upper"))
        yield rows_of(
            chosen, measure, units, denominator, estimate=estimate, lower=lower, upper=upper, states=said
        )
        yield _no_reference(alone, measure, units, denominator)


def _no_reference(alone: Pairs, measure: Measure, units: str, denominator: str) -> pa.Table:
    """Rows of groups that have nobody to be compared with."""
    nothing = np.full(len(alone), np.nan)
    states = np.full(len(alone), State.NO_REFERENCE)
    return rows_of(
        alone, measure, units, denominator, estimate=nothing, lower=nothing, upper=nothing, states=states
    )


def surest_z(pairs: Pairs) -> Array:
    """Return the score statistic that is nearest to no difference, over all counts the protection allows.

    0 where some possible counts show no difference or the opposite one; NaN where nothing is compared.
    """
    within = pairs.stage.measure != "rate"
    test = score.z_of_proportions if within else score.z_of_rates
    other = _reference_known(pairs)
    low = test(*low_corner(pairs.x, pairs.n), *high_corner(other[0], other[1], within=within))
    high = test(*high_corner(pairs.x, pairs.n, within=within), *low_corner(*other))
    nearest = np.where(low > 0, low, np.where(high < 0, high, 0.0))
    return np.where(pairs.is_compared, nearest, np.nan)


def testable(pairs: Pairs, rules: MeasureRules) -> np.ndarray:
    """Return which rows are compared and hold enough people for the test to mean something."""
    states: Words = comparison_states(
        pairs, least=least_people(pairs, rules), least_events=rules.least_events
    )
    return pairs.is_compared & np.isin(states, ("ok", "below_threshold"))


def _where_finite(states: Words, columns: Mapping[str, Array]) -> Words:
    """A comparison that has no end (nobody in the reference) is one of too few."""
    endless = np.isin(states, WITH_INTERVAL) & ~np.all([np.isfinite(one) for one in columns.values()], axis=0)
    return np.where(endless, State.TOO_FEW, states).astype(np.str_)


def _estimates(pairs: Pairs) -> tuple[Array, Array]:
    with np.errstate(divide="ignore", invalid="ignore"):
        own = pairs.x.point / pairs.n.point
    if pairs.stage.measure != "rate":
        own = np.minimum(own, 1)
    return own, own[pairs.reference] if len(own) else own


def _widest(pairs: Pairs, interval: score.TwoGroups, rules: MeasureRules) -> Interval:
    other = _reference_known(pairs)
    within = pairs.stage.measure != "rate"
    return widen_two(partial(interval, z=rules.z), pairs.x, pairs.n, *other, within=within)


def _reference_known(pairs: Pairs) -> tuple[Known, Known]:
    return pairs.x.take(pairs.reference), pairs.n.take(pairs.reference)
