"""Rows of a report on several areas: each group's gap crude, within areas, and the part that lies between areas."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.foundations import KEPT_BACK, PEOPLE_COLUMNS, REACHED, cell_id_column
from evenhand.measures.estimate import Array, Mask
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.rows import WITH_INTERVAL, WITHOUT_ESTIMATE
from evenhand.measures.rules import MeasureRules
from evenhand.measures.standardised.possible import Figures, Sides, figures_of
from evenhand.measures.standardised.settings import load_settings
from evenhand.measures.standardised.stratified_score import stratum_weights
from evenhand.measures.types import Measure, State, measure_rows
from evenhand.vocabulary import UNKNOWNS, Programme, Vocabulary

Places = NDArray[np.int64]
_OF_ALL = [name for name in PEOPLE_COLUMNS if name not in ("area", "group")]


def gaps_over_areas(
    pairs: Pairs,
    *,
    headline: Mapping[str, str],
    denominator: str,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules,
) -> Iterator[pa.Table]:
    """Yield, of every compared group over all areas of one level together, its gap in five rows without an area.

    `difference_crude`, `ratio_crude`: all areas taken as one; `difference_within_areas`, `ratio_within_areas`: people of
    the same area; `difference_between_areas`: crude less within. In the headline period; nothing where fewer than two
    areas hold both sides, and for rates. Where a count of either side is withheld, so are the rows. Intervals hold for
    every count that the protection allows (see `possible`).
    """
    if not pairs.stage.makes_a_gap or pairs.stage.measure == "rate":
        return
    rows = _rows(pairs, headline, programme, vocabulary)
    if not len(rows):
        return
    laid = _Laid.of(pairs, rows, vocabulary)
    own, base = laid.compared()
    several = ((laid.n.point[own] > 0) & (laid.n.point[base] > 0)).sum(axis=1) > 1
    own, base = own[several], base[several]
    if not len(own):
        return
    sides = Sides(
        a=_taken(laid.x, own), n1=_taken(laid.n, own), c=_taken(laid.x, base), n0=_taken(laid.n, base)
    )
    states = _states(sides, laid.kept[own] | laid.kept[base], rules)
    for measure, units, figures, within in figures_of(sides, rules.z):
        yield _written(
            pairs, laid, (own, base), measure, units, figures, _alike(states, sides, within), denominator
        )


def _rows(pairs: Pairs, headline: Mapping[str, str], programme: Programme, vocabulary: Vocabulary) -> Places:
    """The rows of the headline period, of places and of characteristics that are compared."""
    columns = pairs.columns
    now = np.array([headline.get(area, "") for area in columns["area"].tolist()], dtype=np.str_)
    apart = [code for code, area in vocabulary.areas.by_code.items() if area.of_its_own]
    here = (columns["period"] == now) & np.isin(columns["characteristic"], list(programme.compare))
    here &= ~np.isin(columns["group"], list(UNKNOWNS)) & ~np.isin(columns["area"], apart)
    return np.flatnonzero(here & (pairs.reference >= 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """Counts of groups by areas, shape (groups, areas): one line for each group of a level, period and list."""

    x: Known
    n: Known
    kept: Mask
    first: Places
    reference: Places

    @classmethod
    def of(cls, pairs: Pairs, rows: Places, vocabulary: Vocabulary) -> "_Laid":
        """The counts of the given rows; a line's reference is that of its rows, -1 where it has none."""
        known = vocabulary.areas.by_code
        levels = [known[area].level if area in known else "" for area in pairs.columns["area"][rows].tolist()]
        keys = [levels, *(pairs.columns[name][rows].tolist() for name in _OF_ALL)]
        homes = _joined(keys)
        lines, first, line = np.unique(
            _joined([homes.tolist(), pairs.columns["group"][rows].tolist()]),
            return_index=True,
            return_inverse=True,
        )
        named = pairs.columns["group"][pairs.reference[rows]][first]
        wanted = _joined([homes[first].tolist(), named.tolist()])
        place = np.minimum(np.searchsorted(lines, wanted), len(lines) - 1)
        _, area = np.unique(pairs.columns["area"][rows], return_inverse=True)
        shape = (len(lines), int(area.max()) + 1)
        kept = np.zeros(shape, np.bool_)
        kept[line, area] = (np.isin(pairs.x.status, KEPT_BACK) | np.isin(pairs.n.status, KEPT_BACK))[rows]
        return cls(
            x=_dense(pairs.x.take(rows), line, area, shape),
            n=_dense(pairs.n.take(rows), line, area, shape),
            kept=kept,
            first=rows[first],
            reference=np.where(lines[place] == wanted, place, -1).astype(np.int64),
        )

    def compared(self) -> tuple[Places, Places]:
        """The lines that are compared, and those of their references."""
        own = np.flatnonzero((self.reference >= 0) & (self.reference != np.arange(len(self.reference))))
        return own, self.reference[own]


def _joined(parts: list[list[str]]) -> NDArray[np.str_]:
    return np.array(["\x1f".join(one) for one in zip(*parts, strict=True)], dtype=np.str_)


def _dense(known: Known, line: Places, area: Places, shape: tuple[int, int]) -> Known:
    """Counts as lines by areas; exactly nobody where there is no cell."""
    filled = {}
    for name in ("value", "lower", "upper"):
        filled[name] = np.zeros(shape)
        filled[name][line, area] = getattr(known, name)
    status = np.full(shape, "exact", dtype=known.status.dtype)
    status[line, area] = known.status
    return Known(status=status, **filled)


def _taken(known: Known, lines: Places) -> Known:
    return known.take(lines)


def _states(sides: Sides, kept: Mask, rules: MeasureRules) -> NDArray[np.str_]:
    """How far the crude gap holds: withheld, too few people, a count known by its bounds alone, or ok."""
    people = np.minimum(sides.n1.point.sum(axis=1), sides.n0.point.sum(axis=1))
    parts = (sides.a, sides.n1, sides.c, sides.n0)
    bounds = np.any([np.isnan(one.value).any(axis=1) for one in parts], axis=0)
    return np.select(
        [kept.any(axis=1), people < rules.least_people, bounds],
        [State.WITHHELD, State.TOO_FEW, State.BELOW_THRESHOLD],
        default=str(State.OK),
    ).astype(np.str_)


def _alike(states: NDArray[np.str_], sides: Sides, within: bool) -> NDArray[np.str_]:
    """The states of figures within areas: too few where too few of both groups are in the same ones."""
    few = stratum_weights(sides.n1.point, sides.n0.point).sum(axis=1) < load_settings().least_weight
    return np.where(few & within & np.isin(states, WITH_INTERVAL), State.TOO_FEW, states).astype(np.str_)


def _written(
    pairs: Pairs,
    laid: _Laid,
    lines: tuple[Places, Places],
    measure: Measure,
    units: str,
    figures: Figures,
    states: NDArray[np.str_],
    denominator: str,
) -> pa.Table:
    """Rows with no area, the group beside its reference; an interval where it holds."""
    own, base = (laid.first[one] for one in lines)
    estimate, lower, upper = figures
    ended = np.isfinite(estimate) & np.isfinite(lower) & np.isfinite(upper)
    states = np.where(np.isin(states, WITH_INTERVAL) & ~ended, State.TOO_FEW, states).astype(np.str_)
    held, given = np.isin(states, WITH_INTERVAL), ~np.isin(states, WITHOUT_ESTIMATE) & np.isfinite(estimate)
    texts = {name: pa.array(pairs.columns[name][own].tolist(), pa.string()) for name in PEOPLE_COLUMNS}
    texts["area"] = pa.array([""] * len(own), pa.string())
    fixed = {"stage": pairs.stage_key, "state": REACHED, "unit": pairs.stage.unit}
    texts |= {name: pa.array([value] * len(own), pa.string()) for name, value in fixed.items()}
    columns = {
        "cell_id": cell_id_column(texts),
        **{name: texts[name] for name in PEOPLE_COLUMNS},
        "reference": pa.array(pairs.columns["group"][base].tolist(), pa.string()),
        "stage": pairs.stage_key,
        "denominator_name": denominator,
        "measure": str(measure),
        "estimate": _shown(estimate, given),
        "lower": _shown(lower, held),
        "upper": _shown(upper, held),
        "state": states.tolist(),
        "units": units,
    }
    return measure_rows(columns, len(own))


def _shown(values: Array, keep: Mask) -> pa.Array:
    return pa.array(np.where(keep, values, 0.0), mask=~keep)
