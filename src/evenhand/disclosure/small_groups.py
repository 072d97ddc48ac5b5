"""Small groups of whom all may share one outcome: the step is withheld for them, and so are its parts and what follows."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.disclosure.policy import Policy
from evenhand.disclosure.rounding import BELOW
from evenhand.disclosure.steps import outside_denominator
from evenhand.foundations import AT_RISK, PEOPLE_COLUMNS, REACHED, CountTable, escape_for_crossing
from evenhand.vocabulary import Programme

_HALVES = r"^(?P<first>[^*]*)\*(?P<second>.*)$"
"""The two parts of a key column of a crossing, with their escapes."""


def shared_by_all(
    counts: CountTable,
    lower: NDArray[np.int64],
    upper: NDArray[np.int64],
    status: NDArray[np.str_],
    shown: NDArray[np.bool_],
    *,
    policy: Policy,
    programme: Programme,
) -> NDArray[np.bool_]:
    """Which cells to withhold: in a group that may be small, a stage at which all may share one state, and what follows.

    Decided on the rounded figures alone, so that withholding tells no more than they would have told.
    """
    place = counts.codes(*PEOPLE_COLUMNS)
    stage, state = counts.text("stage"), counts.text("state")
    hidden = np.zeros(len(counts), dtype=np.bool_)
    if policy.small_group == 0 or len(counts) == 0:
        return hidden
    withheld: dict[str, NDArray[np.int64]] = {}
    for one in programme.stages:
        if one.of is None or one.measure == "rate":
            continue
        here = stage == programme.stage_key(one)
        waiting = np.isin(state, outside_denominator(one, programme))
        entered = (stage == programme.stage_key(programme.stage(one.of))) & (state == REACHED)
        in_time = _fewest(place, lower, here & (state == AT_RISK), policy)
        of_all = _fewest(place, lower, entered, policy)
        told = here & shown & (state != AT_RISK) & (status != BELOW) & (upper > 0)
        shared = told & (upper >= np.where(waiting, of_all, in_time))
        before = withheld.get(programme.stage(one.of).id, place[:0])
        withheld[one.id] = np.union1d(place[shared], before)
        hidden |= here & np.isin(place, withheld[one.id])
    return hidden


def withheld_undivided(counts: CountTable, hidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which crossings to withhold: those of a group, or of a stratum, whose whole is withheld at the stage."""
    crossed = counts.is_crossing
    if not crossed.any() or not hidden.any():
        return crossed & False
    place = [counts.cells.column(name) for name in ("area", "period", "stage")]
    names = [counts.cells.column(name) for name in ("characteristic", "group")]
    whole = pc.binary_join_element_wise(*place, *(escape_for_crossing(one) for one in names), "\x1f")
    # A single exit may be withheld (a death) where the stage is shown: the stage's own cell decides.
    gone = whole.filter(pa.array(hidden & ~crossed & (counts.text("state") == REACHED))).unique()
    found = crossed & False
    for part in ("first", "second"):
        halves = (pc.struct_field(pc.extract_regex(one, _HALVES), part) for one in names)
        keys = pc.binary_join_element_wise(*place, *halves, "\x1f")
        found |= np.asarray(pc.fill_null(pc.is_in(keys, value_set=gone), False).to_numpy(), dtype=np.bool_)
    return crossed & found


def _fewest(
    place: NDArray[np.int64], lower: NDArray[np.int64], base: NDArray[np.bool_], policy: Policy
) -> NDArray[np.int64]:
    """For each cell the least number of people in the group that may be small; more than any count elsewhere."""
    small = base & (lower < policy.small_group)
    fewest = np.full(place.max() + 1, np.iinfo(np.int64).max)
    fewest[place[small]] = lower[small]
    return fewest[place]
