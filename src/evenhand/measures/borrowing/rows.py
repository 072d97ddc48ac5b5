"""Borrowed figures in the rows of a report, and on which rung each group stands."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.foundations import EVERYONE, Period
from evenhand.measures.borrowing.constants import BorrowingRules, load_borrowing
from evenhand.measures.borrowing.ladder import Rung, rungs
from evenhand.measures.borrowing.possible import shrunken_range
from evenhand.measures.estimate import Array, Estimate
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.rows import WITH_INTERVAL, rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.states import single_states
from evenhand.measures.subset import compared_rows, pairs_of
from evenhand.measures.types import Measure, State
from evenhand.vocabulary import UNKNOWNS

_PLACE = ("period", "characteristic", "code_list", "edition")
Rows = NDArray[np.int64]
Gaps = tuple[Array, Array]
"""The smallest gaps that would have been seen, in one period and in several years together."""


def borrowed(
    pairs: Pairs, pooled: Pairs | None, *, gaps: Gaps, denominator: str, rules: MeasureRules
) -> Iterator[pa.Table]:
    """Yield of each group its figure drawn to its peers (`shrunken`), and on which rung it stands (`rung`).

    `within` says who the peers are: `groups` (the other groups of the area) or `areas` (the same group in the other
    areas, where there are enough of these), and of a rung `own`, `pooled` or `borrowed`. `gaps` are the smallest gaps of
    the compared rows of `pairs` and of `pooled`. Groups without figures of their
    own that may be shown have none here either. Source: Smallness first, docs/explanation/small-groups-and-unknowns.md.
    """
    if not pairs.stage.makes_a_gap:
        return
    known = load_borrowing()
    divided = (pairs.columns["characteristic"] != EVERYONE) & ~np.isin(pairs.columns["group"], list(UNKNOWNS))
    some = pairs_of(pairs, np.flatnonzero(divided))
    for within, names in (("groups", ("area", *_PLACE)), ("areas", ("group", *_PLACE))):
        table, place = _tables(some, names)
        found = _figures(some, table, place, rules, known)
        chosen = np.flatnonzero(found.reason != "too_few_peers")
        if len(chosen):
            yield _shrunken_rows(some, found, chosen, within, denominator, rules)
    yield from _rung_rows(pairs, pooled, gaps, denominator, known)


def _tables(pairs: Pairs, names: tuple[str, ...]) -> tuple[Rows, Rows]:
    """Of each row the number of its table, and its place in it."""
    joined = np.array(
        ["\x1f".join(one) for one in zip(*(pairs.columns[name] for name in names), strict=True)]
    )
    _, table = np.unique(joined.astype(np.str_), return_inverse=True)
    order = np.argsort(table, kind="stable")
    starts = np.searchsorted(table[order], np.arange(table.max(initial=-1) + 1))
    place = np.empty(len(table), dtype=np.int64)
    place[order] = np.arange(len(table)) - starts[table[order]]
    return table, place


def _figures(pairs: Pairs, table: Rows, place: Rows, rules: MeasureRules, known: BorrowingRules) -> Estimate:
    """The borrowed figure of each row; nothing is reckoned for tables with too few peers."""
    size = np.bincount(table, minlength=1)
    kept = np.flatnonzero(size[table] >= known.least_peers)
    nothing = np.full(len(pairs), np.nan)
    reason = np.full(len(pairs), "too_few_peers")
    if not len(kept):
        return Estimate(value=nothing, lower=nothing, upper=nothing, reason=reason)
    _, rank = np.unique(table[kept], return_inverse=True)
    shape = (int(rank.max()) + 1, int(place[kept].max()) + 1)
    x, n = (_dense(one.take(kept), rank, place[kept], shape) for one in (pairs.x, pairs.n))
    found = shrunken_range(x, n, level=rules.level, is_rate=pairs.stage.measure == "rate", rules=known)

    def back(values: Array) -> Array:
        filled = nothing.copy()
        filled[kept] = values[rank, place[kept]]
        return filled

    reason[kept] = found.reason[rank, place[kept]]
    return Estimate(value=back(found.value), lower=back(found.lower), upper=back(found.upper), reason=reason)


def _dense(known: Known, table: Rows, place: Rows, shape: tuple[int, int]) -> Known:
    filled = {}
    for name in ("value", "lower", "upper"):
        filled[name] = np.zeros(shape)
        filled[name][table, place] = getattr(known, name)
    return Known(status=np.full(shape, "rounded"), **filled)


def _shrunken_rows(
    pairs: Pairs, found: Estimate, chosen: Rows, within: str, denominator: str, rules: MeasureRules
) -> pa.Table:
    per = pairs.stage.per if pairs.stage.measure == "rate" else 1
    mine = pairs_of(pairs, chosen)
    # Peers stand in for a group's own people, so a few are enough for an interval; who is hidden stays hidden.
    states = single_states(mine.x, mine.n, least=1)
    endless = ~np.isfinite(found.lower[chosen])
    states = np.where(np.isin(states, WITH_INTERVAL) & endless, State.TOO_FEW, states).astype(np.str_)
    return rows_of(
        mine, Measure.SHRUNKEN, "share" if pairs.stage.measure != "rate" else f"per_{per}", denominator,
        estimate=per * found.value[chosen], lower=per * found.lower[chosen], upper=per * found.upper[chosen],
        states=states, within=within,
    )  # fmt: skip


def _rung_rows(
    pairs: Pairs, pooled: Pairs | None, gaps: Gaps, denominator: str, known: BorrowingRules
) -> Iterator[pa.Table]:
    """Of every compared group the rung; of rates none, whose gaps have no common measure of what is small."""
    if pairs.stage.measure == "rate":
        return
    rows = compared_rows(pairs)
    together = np.full(len(rows), np.nan)
    if pooled is not None:
        seen = dict(zip(_keys(pooled, compared_rows(pooled)), gaps[1].tolist(), strict=True))
        together = np.array([seen.get(key, np.nan) for key in _keys(pairs, rows)], dtype=np.float64)
    found = rungs(gaps[0], together, rules=known)
    mine = pairs_of(pairs, rows, keep_references=True)
    nothing = np.full(len(rows), np.nan)
    for rung in Rung:
        at = np.flatnonzero(found == rung)
        if len(at):
            yield rows_of(
                pairs_of(mine, at), Measure.RUNG, "word", denominator,
                estimate=nothing[at], lower=nothing[at], upper=nothing[at],
                states=np.full(len(at), str(State.NO_INTERVAL)), within=str(rung),
            )  # fmt: skip


def _keys(pairs: Pairs, rows: Rows) -> list[tuple[str, ...]]:
    """Area, list and group, and the last day of the period: years together end with the year they stand for."""
    names = ("area", "characteristic", "code_list", "edition", "group")
    last = {one: str(Period.parse(one).last) for one in set(pairs.columns["period"].tolist())}
    columns = [pairs.columns[name][rows].tolist() for name in names]
    return list(zip(*columns, [last[one] for one in pairs.columns["period"][rows].tolist()], strict=True))
