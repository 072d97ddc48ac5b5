"""From exact counts to protected ones: the only place where a table that may be published is made."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.disclosure.policy import Policy
from evenhand.foundations import AT_RISK, PEOPLE_COLUMNS, SCHEMA, CountTable, EvenhandError, seal
from evenhand.vocabulary import Programme

EXACT, ROUNDED, BELOW, WITHHELD = "exact", "rounded", "below_threshold", "withheld"


def protect(counts: CountTable, *, policy: Policy, programme: Programme) -> CountTable:
    """Return `counts` protected under `policy`; for each cell what may be shown and what is then known.

    Columns: value (null: hidden), lower and upper (the true count lies between them, both included), status.
    The same counts give the same table, and no cell's treatment depends on anything that is not shown.
    Raises EvenhandError if `counts` are protected already. Source: C9; 001 3.8 'identifying no one'.
    """
    if counts.is_protected:
        raise EvenhandError("These counts are protected already.", mend="Protect the exact counts instead.")
    exact = counts.number("value").astype(np.int64)
    value, lower, upper, status = _round(exact, np.isin(counts.text("unit"), policy.exempt_units), policy)
    hidden = _shared_by_all(counts, lower, upper, status, policy=policy, programme=programme)
    status[hidden] = WITHHELD
    cells = pa.table(
        [
            *(
                counts.cells.column(name)
                for name in SCHEMA.names
                if name not in ("value", "lower", "upper", "status")
            ),
            pa.array(value, mask=(status == BELOW) | hidden),
            pa.array(np.where(hidden, 0, lower)),
            pa.array(np.where(hidden, _known_at_most(counts.codes(*PEOPLE_COLUMNS), upper, hidden), upper)),
            pa.array(status),
        ],
        schema=SCHEMA,
    )
    return seal(cells, policy.protection)


_Rounded = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.str_]]


def _round(exact: NDArray[np.int64], exempt: NDArray[np.bool_], policy: Policy) -> _Rounded:
    """The value to show, the least and the greatest count that would be shown like it, and its status."""
    half = policy.base // 2
    value = policy.base * ((exact + half) // policy.base)
    lower = np.maximum(value - half, policy.threshold if policy.threshold else 0)
    upper = value + half
    below = exact < policy.threshold
    value, lower = np.where(below, 0, value), np.where(below, 0, lower)
    upper = np.where(below, policy.threshold - 1, upper)
    status = np.where(below, BELOW, EXACT if policy.base == 1 else ROUNDED).astype("<U16")
    for shown in (value, lower, upper):
        shown[exempt] = exact[exempt]
    status[exempt] = EXACT
    return value, lower, upper, status


def _shared_by_all(
    counts: CountTable,
    lower: NDArray[np.int64],
    upper: NDArray[np.int64],
    status: NDArray[np.str_],
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
        small = here & (state == AT_RISK) & (lower < policy.small_group)
        at_least = np.full(place.max() + 1, np.iinfo(np.int64).max)
        at_least[place[small]] = lower[small]
        shared = here & (state != AT_RISK) & (status != BELOW) & (upper >= at_least[place])
        before = withheld.get(programme.stage(one.of).id, place[:0])
        withheld[one.id] = np.union1d(place[shared], before)
        hidden |= here & np.isin(place, withheld[one.id])
    return hidden


def _known_at_most(
    place: NDArray[np.int64], upper: NDArray[np.int64], hidden: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """For withheld cells: the most that the shown cells of the same people allow.

    Where these allow less than is true (a table that lacks the stages before), it is the most of the whole table:
    a bound that is the same for all, so that it tells nothing of the cell.
    """
    places = place.max(initial=0) + 1
    shown, needed = np.zeros(places, dtype=np.int64), np.zeros(places, dtype=np.int64)
    np.maximum.at(shown, place[~hidden], upper[~hidden])
    np.maximum.at(needed, place[hidden], upper[hidden])
    return np.where(shown >= needed, shown, upper.max(initial=0))[place]


def show_count(count: int, policy: Policy) -> str:
    """Return how one count that stands outside the table may be said: '10', or 'fewer than 5'."""
    value, _, _, status = _round(np.array([count]), np.array([False]), policy)
    return f"fewer than {policy.threshold}" if status[0] == BELOW else f"{int(value[0]):,}"
