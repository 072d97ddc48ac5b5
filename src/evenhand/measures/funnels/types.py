"""What a funnel says of its areas."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.estimate import Array, Reasons
from evenhand.measures.funnels.kinds import Kind


class Adjustment(StrEnum):
    """What limits allow for besides chance: nothing, a mixed law whose limits hold their share, the published sum."""

    NONE = "none"
    MIXTURE = "mixture"
    ADDITIVE = "additive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Areas of one funnel, or of many: arrays of shape (areas,) or (tables, areas), NaN where there is no figure.

    `value` and the limits are times `per`; `lower`, `upper` and `outside` (-1 below, 1 above, 0 within) have the levels
    first. `target`, `phi`, `tau2` (as published, on the scale of `kind`) and `spread` (of the mixed law: of people
    1 + (n - 1) spread, of events 1 + spread expected, is how many times chance's the variance is) are one of each
    table. `p_value` is two-sided against the law of the limits, `q_value` its false discovery rate among the areas.
    `reason` says why an area has no figure or limits, `spread_reason` why limits do not allow
    for a table's spread: phi and tau2 are given all the same.
    """

    kind: Kind
    adjustment: Adjustment
    levels: tuple[float, ...]
    per: float
    value: Array
    target: Array
    phi: Array
    tau2: Array
    spread: Array
    lower: Array
    upper: Array
    outside: NDArray[np.int8]
    p_value: Array
    q_value: Array
    reason: Reasons
    spread_reason: Reasons
