"""Putting estimates into the rows of a MeasureTable; an interval that is not to be trusted becomes null here."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.foundations import KEPT_BACK, PEOPLE_COLUMNS
from evenhand.measures.intervals import Array
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.types import Measure, State, measure_rows

WITH_INTERVAL = (State.OK, State.BELOW_THRESHOLD)
WITHOUT_ESTIMATE = (State.WITHHELD, State.NO_ONE, State.NO_REFERENCE)


def rows_of(
    pairs: Pairs,
    measure: Measure,
    units: str,
    denominator: str,
    *,
    estimate: Array,
    lower: Array,
    upper: Array,
    states: NDArray[np.str_],
    within: str | None = None,
) -> pa.Table:
    """Return one row per pair. An estimate is given wherever there is one; an interval only where it holds."""
    holds = np.isin(states, WITH_INTERVAL)
    given = ~np.isin(states, WITHOUT_ESTIMATE)
    columns: dict[str, Any] = {name: pairs.columns[name].tolist() for name in ("cell_id", *PEOPLE_COLUMNS)}
    groups = pairs.columns["group"]
    named = pairs.columns.get("reference", groups[pairs.reference])
    lacking = named == "" if "reference" in pairs.columns else pairs.reference < 0
    columns |= {
        "reference": pa.array(named.tolist(), pa.string(), mask=lacking),
        "stage": pairs.stage_key,
        "denominator_name": denominator,
        "numerator": _whole(pairs.x),
        "denominator": _whole(pairs.n),
        "measure": str(measure),
        "estimate": _finite(estimate, given),
        "lower": _finite(lower, holds),
        "upper": _finite(upper, holds),
        "state": states.tolist(),
        "units": units,
        "within": within,
    }
    return measure_rows(columns, len(pairs))


def _whole(known: Known) -> pa.Array:
    hidden = np.isnan(known.value) | np.isin(known.status, KEPT_BACK)
    return pa.array(np.where(hidden, 0, known.value).astype(np.int64), mask=hidden)


def _finite(values: Array, keep: NDArray[np.bool_]) -> pa.Array:
    """Numbers with null where they are not kept or not finite (an upper limit that has none is null)."""
    values = np.broadcast_to(np.asarray(values, dtype=np.float64), keep.shape)
    return pa.array(values, mask=~(keep & np.isfinite(values)))
