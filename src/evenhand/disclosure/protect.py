"""From exact counts to protected ones: the only place where a table that may be published is made."""

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.disclosure.policy import Policy
from evenhand.disclosure.rounding import BELOW, WITHHELD, round_counts
from evenhand.disclosure.sensitive import merge_sensitive
from evenhand.disclosure.steps import outside_denominator
from evenhand.foundations import (
    AT_RISK,
    EVERYONE,
    PEOPLE_COLUMNS,
    REACHED,
    SCHEMA,
    CountTable,
    EvenhandError,
    escape_for_crossing,
    seal,
)
from evenhand.vocabulary import Areas, Programme

_HALVES = r"^(?P<first>[^*]*)\*(?P<second>.*)$"
"""The two parts of a key column of a crossing, with their escapes."""


def protect(
    counts: CountTable, *, policy: Policy, programme: Programme, areas: Areas | None = None
) -> CountTable:
    """Return `counts` protected under `policy`; for each cell what may be shown and what is then known.

    Columns: value (null: hidden), lower and upper (the true count lies between them, both included), status.
    The same counts give the same table, and no cell's treatment depends on anything that is not shown.
    Exits that may not be told of groups in small areas (deaths) are withheld there, and counted in
    `left_otherwise`; without `areas`, which say how large an area is, in all. Raises EvenhandError if `counts`
    are protected already. Source: C9; 001 3.8 'identifying no one'.
    """
    if counts.is_protected:
        raise EvenhandError("These counts are protected already.", mend="Protect the exact counts instead.")
    counts, merged = merge_sensitive(counts, policy=policy, programme=programme, areas=areas)
    exempt = np.isin(counts.text("unit"), policy.exempt_units)
    least, most = (counts.number(name).astype(np.int64) for name in ("lower", "upper"))
    rounded = round_counts(counts.number("value"), least, most, exempt, policy)
    lower, upper, status = rounded.lower, rounded.upper, rounded.status
    hidden = merged | _shared_by_all(
        counts, lower, upper, status, ~merged, policy=policy, programme=programme
    )
    hidden |= _withheld_undivided(counts, hidden)
    status[hidden] = WITHHELD
    cells = pa.table(
        [
            *(
                counts.cells.column(name)
                for name in SCHEMA.names
                if name not in ("value", "lower", "upper", "status")
            ),
            pa.array(rounded.value, mask=rounded.hidden | hidden),
            pa.array(np.where(hidden, 0, lower)),
            pa.array(np.where(hidden, _known_at_most(counts.codes(*PEOPLE_COLUMNS), upper, hidden), upper)),
            pa.array(status.tolist(), pa.string()),
        ],
        schema=SCHEMA,
    )
    return seal(cells, policy.protection)


def _shared_by_all(
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
        told = here & shown & (state != AT_RISK) & (status != BELOW)
        shared = told & (upper >= np.where(waiting, of_all, in_time))
        before = withheld.get(programme.stage(one.of).id, place[:0])
        withheld[one.id] = np.union1d(place[shared], before)
        hidden |= here & np.isin(place, withheld[one.id])
    return hidden


def _withheld_undivided(counts: CountTable, hidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
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


def without_tiny_areas(
    counts: CountTable, *, policy: Policy, known: Collection[str]
) -> tuple[CountTable, int]:
    """Return the counts without tiny areas that nobody has named, and how many such areas there were.

    Tiny is fewer people than the threshold in all; `known` are the areas of the vocabulary. The name of another
    could be anything that stood in its column, a person's own words included.
    """
    people = pc.invert(
        pc.is_in(counts.cells.column("unit"), value_set=pa.array(policy.exempt_units, pa.string()))
    )
    whole = counts.cells.filter(pc.and_(people, pc.equal(counts.cells.column("characteristic"), EVERYONE)))
    sizes = whole.group_by("area").aggregate([("upper", "max")])
    small = sizes.filter(pc.less(sizes.column("upper_max"), policy.threshold)).column("area").to_pylist()
    tiny = pa.array([area for area in small if area not in known], pa.string())
    kept = counts.cells.filter(pc.invert(pc.is_in(counts.cells.column("area"), value_set=tiny)))
    return (CountTable(cells=kept.combine_chunks()), len(tiny)) if len(tiny) else (counts, 0)


def show_count(count: int, policy: Policy) -> str:
    """Return how one count that stands outside the table may be said: '10', or 'fewer than 5'."""
    one = np.array([count])
    shown = round_counts(one.astype(np.float64), one, one, np.array([False]), policy)
    return f"fewer than {policy.threshold}" if shown.status[0] == BELOW else f"{int(shown.value[0]):,}"
