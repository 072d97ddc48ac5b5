"""Rows of funnels for a report: areas of one kind beside each other, at each step, in their headline period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.foundations import EVERYONE, KEPT_BACK, PEOPLE_COLUMNS, REACHED, cell_id_column
from evenhand.measures.estimate import Array, Mask
from evenhand.measures.funnels.funnel import funnel
from evenhand.measures.funnels.kinds import Kind
from evenhand.measures.funnels.rules import FunnelRules, load_funnel_rules
from evenhand.measures.funnels.types import Funnel
from evenhand.measures.pairs import Pairs
from evenhand.measures.rows import rows_of
from evenhand.measures.rules import MeasureRules
from evenhand.measures.states import single_states
from evenhand.measures.subset import pairs_of
from evenhand.measures.types import Measure, State, measure_rows
from evenhand.measures.widen import high_corner, low_corner
from evenhand.vocabulary import UNKNOWNS, Programme, Vocabulary

Places = NDArray[np.int64]
_SUMMARY = (Measure.FUNNEL, Measure.FUNNEL_PHI, Measure.FUNNEL_TAU2)


def funnels(
    pairs: Pairs,
    *,
    headline: Mapping[str, str],
    denominator: str,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules,
    funnel_rules: FunnelRules | None = None,
) -> Iterator[pa.Table]:
    """Yield the rows of the funnels of one stage; none where fewer areas of a kind than the rules ask have the figure.

    Areas are compared that are of one level and counted over one period, by one list and edition; what is no place
    (living elsewhere) is not. `funnel_point` holds an area's figure between its limits of the first level,
    `funnel_point_wide` of the second; `funnel` the target, `funnel_phi` and `funnel_tau2` the spread, with no area.
    Limits are moved outwards by what protection may hide of the area's counts and of the target, so that a figure beyond
    one is so for every count that is possible; the spread is that of the middles of the counts.
    """
    funnel_rules = funnel_rules or load_funnel_rules()
    rows = _rows(pairs, headline, programme, vocabulary)
    some = pairs_of(pairs, rows)
    code, first = _codes(some, vocabulary)
    many = np.bincount(code, minlength=len(first)) if len(rows) else np.zeros(0, np.int64)
    kept = np.flatnonzero(many[code] >= funnel_rules.least_areas) if len(rows) else rows
    if not len(kept):
        return
    some = pairs_of(some, kept)
    table = _Layout.of(code[kept])
    per = some.stage.per if some.stage.measure == "rate" else 1
    kind = Kind.RATE if some.stage.measure == "rate" else Kind.PROPORTION
    x = np.minimum(some.x.point, some.n.point) if kind is Kind.PROPORTION else some.x.point
    made = funnel(table.laid(x), table.laid(some.n.point), kind=kind, per=per, rules=funnel_rules)
    yield from _points(some, table, made, denominator, rules)
    yield _summary(some, table, made, denominator)


def _rows(pairs: Pairs, headline: Mapping[str, str], programme: Programme, vocabulary: Vocabulary) -> Places:
    """The rows that can stand in a funnel: of the headline period, of a place, their counts not kept back."""
    columns = pairs.columns
    now = np.array([headline.get(area, "") for area in columns["area"].tolist()], dtype=np.str_)
    apart = [code for code, area in vocabulary.areas.by_code.items() if area.of_its_own]
    shown = ~np.isnan(pairs.n.value) & (pairs.n.point > 0)
    shown &= ~np.isin(pairs.x.status, KEPT_BACK) & ~np.isin(pairs.n.status, KEPT_BACK)
    asked = np.isin(columns["characteristic"], [EVERYONE, *programme.compare])
    named: Mask = ~np.isin(columns["group"], list(UNKNOWNS)) & ~np.isin(columns["area"], apart)
    return np.flatnonzero((columns["period"] == now) & shown & asked & named & pairs.stage.makes_a_gap)


def _codes(pairs: Pairs, vocabulary: Vocabulary) -> tuple[Places, Places]:
    """The number of each row's funnel, and the first row of each: one level of area, one period, group and list."""
    known = vocabulary.areas.by_code
    levels = [known[area].level if area in known else "" for area in pairs.columns["area"].tolist()]
    names = [name for name in PEOPLE_COLUMNS if name != "area"]
    keys = zip(levels, *(pairs.columns[name].tolist() for name in names), strict=True)
    joined = np.array(["\x1f".join(one) for one in keys], dtype=np.str_)
    _, first, code = np.unique(joined, return_index=True, return_inverse=True)
    return code, first


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where each row stands in a square of tables by areas; what is left over is NaN."""

    table: Places
    place: Places
    shape: tuple[int, int]

    @classmethod
    def of(cls, code: Places) -> "_Layout":
        """The layout of rows whose funnels have these numbers."""
        _, table = np.unique(code, return_inverse=True)
        order = np.argsort(table, kind="stable")
        starts = np.searchsorted(table[order], np.arange(table.max() + 1))
        place = np.empty_like(table)
        place[order] = np.arange(len(table)) - starts[table[order]]
        return cls(table=table, place=place, shape=(int(table.max()) + 1, int(place.max()) + 1))

    def laid(self, column: Array) -> Array:
        """A column of rows as tables by areas."""
        found = np.full(self.shape, np.nan)
        found[self.table, self.place] = column
        return found

    def summed(self, column: Array) -> Array:
        """The sum of a column over the areas of each table."""
        return np.asarray(np.bincount(self.table, weights=column, minlength=self.shape[0]))

    def rows(self, square: Array) -> Array:
        """Tables by areas as a column of rows."""
        return np.asarray(square[..., self.table, self.place])


def _points(
    pairs: Pairs, table: _Layout, made: Funnel, denominator: str, rules: MeasureRules
) -> Iterator[pa.Table]:
    is_rate = made.kind is Kind.RATE
    states = single_states(pairs.x, pairs.n, least=1)
    value = table.rows(made.value)
    with np.errstate(divide="ignore", invalid="ignore"):
        lowest, highest = (made.per * x / n for x, n in (
            low_corner(pairs.x, pairs.n), high_corner(pairs.x, pairs.n, within=not is_rate)
        ))  # fmt: skip
    # The fewer people, the wider the limits: those at the fewest are these times the root of the sizes' ratio.
    wider = np.sqrt(pairs.n.point / np.maximum(pairs.n.lower, 1))
    goal = made.target[table.table]
    goals = [
        made.per * (table.summed(x) / table.summed(n))[table.table]
        for x, n in ((pairs.x.lower, pairs.n.upper), (pairs.x.upper, pairs.n.lower))
    ]
    for place, measure in enumerate((Measure.FUNNEL_POINT, Measure.FUNNEL_POINT_WIDE)):
        lower, upper = (table.rows(one[place]) for one in (made.lower, made.upper))
        lower = goals[0] - (goal - lower) * wider - (highest - value)
        upper = goals[1] + (upper - goal) * wider + (value - lowest)
        yield rows_of(
            pairs,
            measure,
            f"per_{int(made.per)}" if is_rate else "share",
            denominator,
            estimate=value,
            lower=np.maximum(lower, 0),
            upper=upper if is_rate else np.minimum(upper, 1),
            states=states,
        )


def _summary(pairs: Pairs, table: _Layout, made: Funnel, denominator: str) -> pa.Table:
    """Three rows for each funnel, with no area: its target, and how far areas lie apart beyond chance."""
    first = np.flatnonzero(table.place == 0)
    first = first[np.argsort(table.table[first])]
    columns = {name: pairs.columns[name][first] for name in PEOPLE_COLUMNS if name != "area"}
    texts = {name: pa.array(column.tolist(), pa.string()) for name, column in columns.items()}
    texts["area"] = pa.array([""] * len(first), pa.string())
    fixed = {"stage": pairs.stage_key, "state": REACHED, "unit": pairs.stage.unit}
    texts |= {name: pa.array([value] * len(first), pa.string()) for name, value in fixed.items()}
    own = "share" if made.kind is Kind.PROPORTION else f"per_{int(made.per)}"
    tables = []
    for measure, figure, units in zip(
        _SUMMARY, (made.target, made.phi, made.tau2), (own, "number", "number"), strict=True
    ):
        rows = {
            "cell_id": cell_id_column(texts),
            **{name: texts[name] for name in PEOPLE_COLUMNS},
            "stage": pairs.stage_key,
            "denominator_name": denominator,
            "measure": str(measure),
            "estimate": pa.array(figure),
            "state": str(State.NO_INTERVAL),
            "units": units,
        }
        tables.append(measure_rows(rows, len(first)))
    return pa.concat_tables(tables)
