"""Groups compared with their reference among people of the same drug group, age or suite: the Mantel-Haenszel figures."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.foundations import AT_RISK, PEOPLE_COLUMNS, REACHED, CountTable, parts_of_crossing
from evenhand.measures.intervals import Array
from evenhand.measures.pairs import Known, Pairs, known_of
from evenhand.measures.rows import WITH_INTERVAL, rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.standardised.stratified_score import difference_limits, ratio_limits
from evenhand.measures.states import Words, comparison_states
from evenhand.measures.stratified import Box, difference_terms, extreme, pooled, ratio_terms
from evenhand.measures.subset import compared_rows, pairs_of
from evenhand.measures.types import Measure, State
from evenhand.vocabulary import UNKNOWNS

_DIVIDED = ("characteristic", "code_list", "edition", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strata:
    """Counts of every row of pairs in every stratum, shape (rows, strata); nobody where a group has no cell."""

    x: Known
    n: Known

    def take(self, rows: NDArray[np.int64]) -> "Strata":
        """Return the strata of the given rows."""
        return Strata(x=self.x.take(rows), n=self.n.take(rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Compared rows of pairs beside the strata of the group and of its reference, within one characteristic."""

    pairs: Pairs
    within: str
    states: Words
    own: Strata
    base: Strata

    def rows(
        self, measure: Measure, units: str, denominator: str, figures: tuple[Array, Array, Array]
    ) -> pa.Table:
        """Return the rows of a figure with its ends; one without an end is of too few people."""
        estimate, lower, upper = figures
        ended = np.isfinite(estimate) & np.isfinite(lower) & np.isfinite(upper)
        said = np.where(np.isin(self.states, WITH_INTERVAL) & ~ended, State.TOO_FEW, self.states).astype(
            np.str_
        )
        held = np.where(said == State.TOO_FEW, np.nan, estimate)
        return rows_of(
            self.pairs, measure, units, denominator,
            estimate=held, lower=lower, upper=upper, states=said, within=self.within,
        )  # fmt: skip


def people_alike(pairs: Pairs, crossings: CountTable, *, rules: MeasureRules) -> Iterator[Alike]:
    """Yield the compared rows with their strata, for each characteristic of the strata.

    Groups of whom too few are in known strata are `too_few`. Nothing for rates, and for stages that are no gap.
    """
    if not pairs.stage.makes_a_gap or pairs.stage.measure == "rate" or not len(crossings):
        return
    rows = compared_rows(pairs)
    mine = pairs_of(pairs, rows, keep_references=True)
    crude = comparison_states(pairs, least=rules.least_people, least_events=rules.least_events)[rows]
    for within in sorted(
        {parts_of_crossing(one)[1] for one in set(crossings.text("characteristic").tolist())}
    ):
        strata = strata_of(pairs, crossings, within)
        if strata is None:
            continue
        strata = Strata(x=at_most(strata.x, pairs.x), n=at_most(strata.n, pairs.n))
        own, base = strata.take(rows), strata.take(pairs.reference[rows])
        states = states_within(crude, pairs, rows, own, base, rules)
        yield Alike(pairs=mine, within=within, states=states, own=own, base=base)


def comparisons_within(alike: Alike, *, denominator: str, rules: MeasureRules) -> Iterator[pa.Table]:
    """Yield the difference and the ratio of every group to its reference among people alike.

    The estimate is that of the middle of what is possible; the interval runs from the least table in the box of
    possible counts, less its chance, to the greatest one and its chance. Source: Mantel and Haenszel 1959; limits as in
    `stratified_score`, since those of a variance that is taken at the counts themselves miss small strata.
    """
    difference, ratio = (made(alike.own, alike.base, rules.z) for made in (_difference, _ratio))
    yield alike.rows(Measure.DIFFERENCE_WITHIN, "share_difference", denominator, difference)
    yield alike.rows(Measure.RATIO_WITHIN, "ratio", denominator, ratio)


def strata_of(pairs: Pairs, crossings: CountTable, within: str) -> Strata | None:
    """Return the counts of the stage within the strata of one characteristic; None where there are none."""
    named = np.array([parts_of_crossing(one) for one in crossings.text("characteristic").tolist()])
    states = crossings.text("state")
    here = (named[:, 1] == within) & (crossings.text("stage") == pairs.stage_key)
    here &= np.isin(states, (REACHED, AT_RISK))
    parts = {name: _parts(crossings.text(name)[here]) for name in _DIVIDED}
    wanted = ~np.isin(parts["group"][1], list(UNKNOWNS))
    here[here] = wanted
    if not here.any():
        return None
    first = {name: one[0][wanted] for name, one in parts.items()}
    columns = {name: first.get(name, crossings.text(name)[here]) for name in PEOPLE_COLUMNS}
    row = _rows_of(pairs, columns)
    place = np.char.add(np.char.add(columns["area"], "\x1f"), columns["period"])
    column = _numbered(place, parts["group"][1][wanted])
    known = known_of(crossings).take(np.flatnonzero(here))
    is_top, fits = states[here] == REACHED, row >= 0
    shape = (len(pairs), int(column.max()) + 1)
    return Strata(
        x=_dense(known, row, column, fits & is_top, shape),
        n=_dense(known, row, column, fits & ~is_top, shape),
    )


def _parts(texts: NDArray[np.str_]) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    """Both parts of each text; every different text is taken apart once."""
    different, code = np.unique(texts, return_inverse=True)
    pairs = np.array([parts_of_crossing(one) for one in different.tolist()], dtype=np.str_).reshape(-1, 2)
    return pairs[code, 0], pairs[code, 1]


def _rows_of(pairs: Pairs, columns: dict[str, NDArray[np.str_]]) -> NDArray[np.int64]:
    """The row of pairs that each cell is a part of; -1 where there is none."""
    own = _keys({name: pairs.columns[name] for name in PEOPLE_COLUMNS})
    order = np.argsort(own, kind="stable")
    keys = _keys(columns)
    found = np.minimum(np.searchsorted(own[order], keys), max(len(own) - 1, 0))
    if not len(own):
        return np.full(len(keys), -1, dtype=np.int64)
    return np.where(own[order][found] == keys, order[found], -1)


def _keys(columns: dict[str, NDArray[np.str_]]) -> NDArray[np.str_]:
    joined = ["\x1f".join(one) for one in zip(*(columns[name] for name in PEOPLE_COLUMNS), strict=True)]
    return np.array(joined, dtype=np.str_)


def _numbered(place: NDArray[np.str_], stratum: NDArray[np.str_]) -> NDArray[np.int64]:
    """The number of each cell's stratum among those of its area and period, from 0."""
    both = np.char.add(np.char.add(place, "\x1e"), stratum)
    different, code = np.unique(both, return_inverse=True)
    homes = np.array([one.partition("\x1e")[0] for one in different.tolist()], dtype=np.str_)
    starts = np.flatnonzero(np.r_[True, homes[1:] != homes[:-1]])
    within = np.arange(len(different)) - np.repeat(starts, np.diff(np.r_[starts, len(different)]))
    return np.asarray(within[code], dtype=np.int64)


def _dense(
    known: Known,
    row: NDArray[np.int64],
    column: NDArray[np.int64],
    chosen: NDArray[np.bool_],
    shape: tuple[int, int],
) -> Known:
    """Counts as a table of rows and strata; exactly nobody where there is no cell."""
    filled = {}
    for name in ("value", "lower", "upper"):
        filled[name] = np.zeros(shape)
        filled[name][row[chosen], column[chosen]] = getattr(known, name)[chosen]
    status = np.full(shape, "exact", dtype=known.status.dtype)
    status[row[chosen], column[chosen]] = known.status[chosen]
    return Known(status=status, **filled)


def at_most(parts: Known, whole: Known) -> Known:
    """Return the parts with no more in each than the whole leaves when the others have their least."""
    rest = whole.upper[:, None] - (parts.lower.sum(axis=1)[:, None] - parts.lower)
    upper = np.maximum(np.minimum(parts.upper, rest), parts.lower)
    return Known(value=parts.value, lower=parts.lower, upper=upper, status=parts.status)


def states_within(
    crude: Words, pairs: Pairs, rows: NDArray[np.int64], own: Strata, base: Strata, rules: MeasureRules
) -> Words:
    """Return the state of the crude comparison, or too few where the strata hold too little of either side."""
    few = np.zeros(len(rows), dtype=np.bool_)
    for strata, chosen in ((own, rows), (base, pairs.reference[rows])):
        held, all_of_them = strata.n.point.sum(axis=1), pairs.n.point[chosen]
        few |= (held < rules.least_people) | (held < rules.within_share * all_of_them)
    return np.where(few & np.isin(crude, WITH_INTERVAL), State.TOO_FEW, crude).astype(np.str_)


def middle_table(own: Strata, base: Strata) -> tuple[Array, Array, Array, Array]:
    """Return a table in the middle: where the events of a stratum are hidden, the group's own share of its people.

    The share is that of the strata that are shown. Half of what is possible would be too few where most got there.
    """
    found = []
    for side in (own, base):
        n, x, hidden = side.n.point, side.x.point, np.isnan(side.x.value)
        told = np.where(hidden, 0.0, 1.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (x * told).sum(axis=1) / (n * told).sum(axis=1)
        likely = np.clip(n * np.nan_to_num(share, nan=0.5)[:, None], side.x.lower, side.x.upper)
        found += [np.minimum(np.where(hidden, likely, x), n), n]
    return found[0], found[1], found[2], found[3]


def box_of(own: Strata, base: Strata) -> Box:
    """Return the possible counts of a group and of its reference in every stratum."""
    return Box(
        a=(own.x.lower, own.x.upper),
        n1=(own.n.lower, own.n.upper),
        c=(base.x.lower, base.x.upper),
        n0=(base.n.lower, base.n.upper),
    )


def _difference(own: Strata, base: Strata, z: float) -> tuple[Array, Array, Array]:
    points, box = middle_table(own, base), box_of(own, base)
    middle, (low, high) = pooled(difference_terms(*points)), difference_limits(*points, z)
    ends = []
    for lowest, reach in ((True, middle - low), (False, high - middle)):
        value, table = extreme(box, difference_terms, lowest=lowest)
        below, above = difference_limits(*table, z)
        ends.append(
            np.fmin(value - reach, below) if lowest else np.fmax(value + reach, above),
        )
    return middle, np.maximum(ends[0], -1), np.minimum(ends[1], 1)


def _ratio(own: Strata, base: Strata, z: float) -> tuple[Array, Array, Array]:
    points, box = middle_table(own, base), box_of(own, base)
    middle, (low, high) = pooled(ratio_terms(*points)), ratio_limits(*points, z)
    ends: list[Array] = []
    with np.errstate(divide="ignore", invalid="ignore"):
        for lowest, reach in ((True, low / middle), (False, high / middle)):
            value, table = extreme(box, ratio_terms, lowest=lowest)
            below, above = ratio_limits(*table, z)
            end = np.fmin(value * reach, below) if lowest else np.fmax(value * reach, above)
            ends.append(np.where(lowest & (value == 0), 0.0, end))
    return middle, ends[0], ends[1]
