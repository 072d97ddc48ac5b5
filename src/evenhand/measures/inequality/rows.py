"""Rows of a report: how far the groups of a characteristic lie apart at each step, in the headline period of each area."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa

from evenhand.foundations import EVERYONE, PEOPLE_COLUMNS, REACHED, cell_id_column
from evenhand.measures.estimate import Array, Estimate, Reasons
from evenhand.measures.inequality.groups import Groups
from evenhand.measures.inequality.laid import Laid, Places
from evenhand.measures.inequality.possible import edge_tables
from evenhand.measures.inequality.rules import load_inequality_rules
from evenhand.measures.inequality.summaries import summaries
from evenhand.measures.pairs import Pairs
from evenhand.measures.rules import MeasureRules
from evenhand.measures.subset import pairs_of
from evenhand.measures.types import State, measure_rows
from evenhand.vocabulary import UNKNOWNS, Programme


def inequality_rows(
    steps: Iterable[tuple[Pairs, str]],
    *,
    headline: Mapping[str, str],
    programme: Programme,
    rules: MeasureRules,
) -> Iterator[pa.Table]:
    """Yield a row for each summary measure, area and characteristic of the stages; group '' and no reference.

    `steps`: the pairs of a stage and of whom they are. Of groups that are known; people whose group is not known, and
    everyone together, are left out. Each interval runs from the lowest to the highest over tables at the edge of what
    protection leaves possible. A table of which any count is kept back is withheld; where a group has too few people
    for an interval the figure stands alone.
    """
    alike: dict[tuple[bool, bool | None], list[tuple[Laid, str]]] = {}
    for pairs, denominator in steps:
        rows = _rows(pairs, headline, programme)
        if len(rows):
            laid = Laid.of(pairs_of(pairs, rows))
            alike.setdefault((laid.is_rate, laid.favourable), []).append((laid, denominator))
    reported = load_inequality_rules().reported
    for (_, favourable), some in alike.items():
        names = [name for name in reported if favourable is not None or not reported[name].needs_polarity]
        made = _measured([laid for laid, _ in some], names, level=rules.level)
        for (laid, denominator), found in zip(some, made, strict=True):
            for name in names:
                per = laid.pairs.stage.per if laid.is_rate and reported[name].is_share else 1
                units = reported[name].units if per == 1 else f"per_{per}"
                yield _table(laid, name, found[name], units, denominator, per)


def _measured(some: list["Laid"], names: list[str], *, level: float) -> Iterator[dict[str, Estimate]]:
    """Measure the tables of several stages at once, since small ones take no longer together than alone."""
    edges = [edge_tables(one.ranges(), one.reference()) for one in some]
    widest = max(one[0][0].shape[1] for one in edges)

    def padded(square: Array) -> Array:
        return np.pad(square, ((0, 0), (0, widest - square.shape[1])))

    groups = Groups.of(
        np.concatenate([padded(share * n) for one in edges for share, n in one]),
        np.concatenate([padded(n) for one in edges for _, n in one]),
        reference=np.concatenate(
            [np.tile(laid.reference(), len(one)) for laid, one in zip(some, edges, strict=True)]
        ),
        favourable=some[0].favourable,
        is_rate=some[0].is_rate,
    )
    found = summaries(groups, level=level, only=names)
    start = 0
    for laid, one in zip(some, edges, strict=True):
        stop = start + len(one) * len(laid.first)
        yield {name: _widest(made, slice(start, stop), len(laid.first)) for name, made in found.items()}
        start = stop


def _rows(pairs: Pairs, headline: Mapping[str, str], programme: Programme) -> Places:
    columns = pairs.columns
    now = np.array([headline.get(area, "") for area in columns["area"].tolist()], dtype=np.str_)
    chosen = (columns["period"] == now) & np.isin(columns["characteristic"], list(programme.compare))
    chosen &= (columns["characteristic"] != EVERYONE) & ~np.isin(columns["group"], list(UNKNOWNS))
    return np.flatnonzero(chosen & pairs.stage.makes_a_gap)


def _widest(found: Estimate, part: slice, tables: int) -> Estimate:
    """The first of several figures of each table, with the interval that holds those of all; none if one has none."""
    lower, upper, reason = (one[part].reshape(-1, tables) for one in (found.lower, found.upper, found.reason))
    value = found.value[part][:tables]
    missing = (reason != "").any(axis=0)
    first = np.argmax(reason != "", axis=0)
    return Estimate(
        value=value,
        lower=np.where(missing, np.nan, np.fmin.reduce(lower, axis=0)),
        upper=np.where(missing, np.nan, np.fmax.reduce(upper, axis=0)),
        reason=np.take_along_axis(reason, first[None], axis=0)[0],
    )


def _states(laid: Laid, made: Estimate) -> Reasons:
    none = np.isin(made.reason, ("nobody", "one_group", "no_events")) & np.isnan(made.value)
    alone = np.isnan(made.value) & ~none
    return np.select(
        [laid.withheld, made.reason == "no_reference", none, alone, made.reason != "", laid.below_threshold],
        [
            State.WITHHELD,
            State.NO_REFERENCE,
            State.NO_ONE,
            State.TOO_FEW,
            State.TOO_FEW,
            State.BELOW_THRESHOLD,
        ],
        default=str(State.OK),
    ).astype(np.str_)


def _table(laid: Laid, name: str, made: Estimate, units: str, denominator: str, per: int) -> pa.Table:
    columns = {key: laid.pairs.columns[key][laid.first] for key in PEOPLE_COLUMNS if key != "group"}
    texts = {key: pa.array(column.tolist(), pa.string()) for key, column in columns.items()}
    size = len(laid.first)
    stage = laid.pairs.stage
    fixed = {"group": "", "stage": laid.pairs.stage_key, "state": REACHED, "unit": stage.unit}
    texts |= {key: pa.array([value] * size, pa.string()) for key, value in fixed.items()}
    states = _states(laid, made)
    shown = replace(made, value=np.where(states == State.WITHHELD, np.nan, made.value * per))
    held = np.isin(states, (State.OK, State.BELOW_THRESHOLD))
    rows = {
        "cell_id": cell_id_column(texts),
        **{key: texts[key] for key in PEOPLE_COLUMNS},
        "stage": laid.pairs.stage_key,
        "denominator_name": denominator,
        "measure": name,
        "estimate": pa.array(shown.value, mask=~np.isfinite(shown.value)),
        "lower": pa.array(made.lower * per, mask=~(held & np.isfinite(made.lower))),
        "upper": pa.array(made.upper * per, mask=~(held & np.isfinite(made.upper))),
        "state": states.tolist(),
        "units": units,
    }
    return measure_rows(rows, size)
