"""How far a measure holds: one word per row, worst first."""

import numpy as np
from numpy.typing import NDArray

from evenhand.foundations import KEPT_BACK
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.rules import MeasureRules
from evenhand.measures.types import State

Words = NDArray[np.str_]


def single_states(x: Known, n: Known, *, least: int) -> Words:
    """Return the state of a measure of x of n: withheld, nobody there, too few (under `least`), hidden numerator, ok."""
    hidden = np.isnan(n.value) | np.isin(x.status, KEPT_BACK) | np.isin(n.status, KEPT_BACK)
    return np.select(
        [hidden, n.point == 0, n.point < least, np.isnan(x.value)],
        [State.WITHHELD, State.NO_ONE, State.TOO_FEW, State.BELOW_THRESHOLD],
        default=str(State.OK),
    ).astype(np.str_)


def comparison_states(pairs: Pairs, *, least: int, least_events: int) -> Words:
    """Return the state of each row's comparison with its reference: the worse of the two, or no reference."""
    own = single_states(pairs.x, pairs.n, least=least)
    other = own[pairs.reference]
    events = np.where(np.isnan(pairs.x.value), 0, pairs.x.value)
    none = events + events[pairs.reference] < least_events
    order = [State.WITHHELD, State.NO_ONE, State.TOO_FEW, State.BELOW_THRESHOLD]
    worse = np.select([(own == state) | (other == state) for state in order], order, default=str(State.OK))
    worse = np.where((worse == State.OK) & none, State.TOO_FEW, worse)
    return np.where(pairs.reference < 0, State.NO_REFERENCE, worse).astype(np.str_)


def least_people(pairs: Pairs, rules: MeasureRules) -> int:
    """Return the number of people under which a comparison at this stage is not trusted."""
    return 1 if pairs.stage.measure == "rate" else rules.least_people
