"""Rows of series for a report: figures between their control limits, and how a disparity changes in a year."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from evenhand.foundations import EVERYONE, PEOPLE_COLUMNS, REACHED, Period, cell_id_column
from evenhand.measures.estimate import Array, Mask
from evenhand.measures.pairs import Pairs
from evenhand.measures.process.calendar import check_outcome
from evenhand.measures.process.held import held_chart
from evenhand.measures.process.held_trend import held_trend
from evenhand.measures.process.laid import Laid, laid_out
from evenhand.measures.process.rules import ProcessRules, load_process_rules
from evenhand.measures.process.types import ChartKind
from evenhand.measures.rows import rows_of
from evenhand.measures.series import SeriesBreak
from evenhand.measures.states import single_states
from evenhand.measures.subset import pairs_of
from evenhand.measures.types import Measure, State, measure_rows
from evenhand.vocabulary import Programme


def series_rows(
    pairs: Pairs,
    *,
    denominator: str,
    programme: Programme,
    breaks: Sequence[SeriesBreak],
    level: float,
    rules: ProcessRules | None = None,
) -> Iterator[pa.Table]:
    """Yield the rows of the series of one service or outcome: p_prime or u_prime, and ratio_trend.

    A series is an area's group over periods of one kind (months, quarters, years) in one list and edition. Limits are
    taken between two breaks of the series, never across one (that is not rebasing: figures on the two sides do not mean
    the same), and there are rows only where a stretch has enough periods. They are the widest that the protection
    allows, so that a figure beyond them is so for every count that is possible; so is the interval of a trend, which
    is that of the latest stretch. Raises EvenhandError for a stage that is no outcome (see check_outcome).
    """
    check_outcome(pairs.stage)
    rules = rules or load_process_rules()
    asked = np.isin(pairs.columns["characteristic"], [EVERYONE, *programme.compare])
    for laid in laid_out(pairs, np.flatnonzero(asked), breaks):
        if len(laid.periods) >= rules.least_periods:
            yield from _limits(pairs, laid, denominator, rules)
        if len(laid.periods) >= rules.least_trend_periods:
            yield from _trends(pairs, laid, denominator, level, rules)


def _limits(pairs: Pairs, laid: Laid, denominator: str, rules: ProcessRules) -> Iterator[pa.Table]:
    """One row for each period that has limits."""
    is_rate = pairs.stage.measure == "rate"
    kind = ChartKind.U_PRIME if is_rate else ChartKind.P_PRIME
    x, n = laid.counts(pairs, people=not is_rate)
    held = held_chart(kind, x, n, segments=laid.segment, rules=rules)
    given: Mask = ~np.isnan(held.lower)
    if not given.any():
        return
    some = pairs_of(pairs, laid.row[given])
    per = pairs.stage.per if is_rate else 1
    lowest, highest = (x[0] / n[1])[given], (x[1] / n[0])[given]
    value = some.x.point / some.n.point
    top = np.inf if is_rate else 1.0
    yield rows_of(
        some,
        Measure.U_PRIME if is_rate else Measure.P_PRIME,
        f"per_{per}" if is_rate else "share",
        denominator,
        estimate=per * np.minimum(value, top),
        lower=per * np.maximum(held.lower[given] - np.maximum(highest - value, 0), 0.0),
        upper=per * np.minimum(held.upper[given] + np.maximum(value - lowest, 0), top),
        states=single_states(some.x, some.n, least=1),
    )


def _trends(
    pairs: Pairs, laid: Laid, denominator: str, level: float, rules: ProcessRules
) -> Iterator[pa.Table]:
    """One row for each group that is compared in some period of the latest stretch."""
    here = laid.latest & (laid.row >= 0)
    compared = here & np.where(here, pairs.is_compared[laid.row], False)
    series = np.flatnonzero(compared.sum(axis=1) >= rules.least_trend_periods)
    if not len(series):
        return
    row = np.where(compared[series], laid.row[series], -1)
    other = np.where(row >= 0, pairs.reference[row], -1)
    people = pairs.stage.measure != "rate"
    own, reference = laid.at(pairs, row, people=people), laid.at(pairs, other, people=people)
    trend = held_trend(own, reference, laid.years, people=people, level=level, rules=rules)
    first = np.argmax(row >= 0, axis=1)
    last = row.shape[1] - 1 - np.argmax(row[:, ::-1] >= 0, axis=1)
    at = np.take_along_axis(row, last[:, None], 1)[:, 0]
    spans = [
        str(Period(laid.periods[one].first, laid.periods[end].last))
        for one, end in zip(first.tolist(), last.tolist(), strict=True)
    ]
    yield _trend_rows(pairs, at, spans, (trend.value, trend.lower, trend.upper), denominator)


def _trend_rows(
    pairs: Pairs, at: np.ndarray, spans: list[str], figures: tuple[Array, Array, Array], denominator: str
) -> pa.Table:
    texts = {name: pa.array(pairs.columns[name][at].tolist(), pa.string()) for name in PEOPLE_COLUMNS}
    texts["period"] = pa.array(spans, pa.string())
    fixed = {"stage": pairs.stage_key, "state": REACHED, "unit": pairs.stage.unit}
    of_cell = texts | {name: pa.array([value] * len(at), pa.string()) for name, value in fixed.items()}
    value, lower, upper = figures
    return measure_rows(
        {
            "cell_id": cell_id_column(of_cell),
            **texts,
            "reference": pairs.columns["group"][pairs.reference[at]].tolist(),
            "stage": pairs.stage_key,
            "denominator_name": denominator,
            "measure": str(Measure.RATIO_TREND),
            "estimate": value,
            "lower": lower,
            "upper": upper,
            "state": np.where(np.isnan(lower), State.TOO_FEW, State.OK).tolist(),
            "units": "ratio",
        },
        len(at),
    )
