"""What measuring gives: one row per measure and cell, with its interval and a word on how far it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.foundations import Certificate, Protection


class Measure(StrEnum):
    """What a row says of its group at its stage.

    Of funnel_point, funnel_point_wide, p_prime and u_prime `lower` and `upper` are no interval of the figure but the
    limits within which chance leaves it; a figure beyond them is so for every count that is possible.
    """

    PROPORTION = "proportion"
    RATE = "rate"
    SHARE = "share"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    RELATIVE_RATE = "relative_rate"
    DIFFERENCE_WITHIN = "difference_within"
    RATIO_WITHIN = "ratio_within"
    DIFFERENCE_ADJUSTED = "difference_adjusted"
    RATIO_ADJUSTED = "ratio_adjusted"
    PROPORTION_BOUNDS = "proportion_bounds"
    RATE_BOUNDS = "rate_bounds"
    DIFFERENCE_BOUNDS = "difference_bounds"
    RATIO_BOUNDS = "ratio_bounds"
    SHRUNKEN = "shrunken"
    RUNG = "rung"
    DIFFERENCE_CRUDE = "difference_crude"
    RATIO_CRUDE = "ratio_crude"
    DIFFERENCE_WITHIN_AREAS = "difference_within_areas"
    RATIO_WITHIN_AREAS = "ratio_within_areas"
    DIFFERENCE_BETWEEN_AREAS = "difference_between_areas"
    WATERFALL_PART = "waterfall_part"
    WATERFALL_TOTAL = "waterfall_total"
    SMALLEST_GAP = "smallest_gap"
    BGV = "bgv"
    BGV_CORRECTED = "bgv_corrected"
    BGSD = "bgsd"
    BGSD_CORRECTED = "bgsd_corrected"
    COV = "cov"
    MLD = "mld"
    THEIL = "theil"
    IDIS_UNWEIGHTED = "idis_unweighted"
    IDIS_WEIGHTED = "idis_weighted"
    MDB_UNWEIGHTED = "mdb_unweighted"
    MDB_WEIGHTED = "mdb_weighted"
    MDM_UNWEIGHTED = "mdm_unweighted"
    MDM_WEIGHTED = "mdm_weighted"
    MDR_UNWEIGHTED = "mdr_unweighted"
    MDR_WEIGHTED = "mdr_weighted"
    PAR = "par"
    PAF = "paf"
    FUNNEL = "funnel"
    FUNNEL_PHI = "funnel_phi"
    FUNNEL_TAU2 = "funnel_tau2"
    FUNNEL_POINT = "funnel_point"
    FUNNEL_POINT_WIDE = "funnel_point_wide"
    P_PRIME = "p_prime"
    U_PRIME = "u_prime"
    RATIO_TREND = "ratio_trend"


class State(StrEnum):
    """How far a row holds; only `ok` and `below_threshold` carry an interval.

    below_threshold: a count is known only to lie under the threshold, and the interval allows for it; too_few:
    too few people for an interval; no_interval: a figure that has none by nature; no_one: nobody at the stage
    before; no_reference: nobody to compare with; withheld: hidden to protect people.
    """

    OK = "ok"
    NO_INTERVAL = "no_interval"
    BELOW_THRESHOLD = "below_threshold"
    TOO_FEW = "too_few"
    NO_REFERENCE = "no_reference"
    NO_ONE = "no_one"
    WITHHELD = "withheld"


MEASURE_SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("cell_id", "area", "period", "characteristic", "code_list", "edition")]
    + [(name, pa.string()) for name in ("group", "reference", "stage", "denominator_name")]
    + [("numerator", pa.int64()), ("denominator", pa.int64()), ("measure", pa.string())]
    + [(name, pa.float64()) for name in ("estimate", "lower", "upper")]
    + [("state", pa.string()), ("units", pa.string()), ("within", pa.string())]
)
"""Columns of the table inside a MeasureTable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTable:
    """Measures in rows; columns as in MEASURE_SCHEMA.

    Units: `share` and `share_difference` are of 1 (0.41 is 41 of every 100); `per_1000` counts per 1,000
    residents in the period; `ratio` is a pure number. A null lower and upper means: not to be trusted, and
    `state` says why. `within` names the characteristic whose strata hold like with like (drug_group), null for
    crude figures. `numerator` and `denominator` are the counts that may be shown; null where withheld. `certificate` is
    that of the counts they were made of.
    """

    rows: pa.Table
    protection: Protection | None
    certificate: Certificate | None = None

    def __post_init__(self) -> None:
        if self.rows.schema != MEASURE_SCHEMA:
            raise ValueError(f"A MeasureTable has the columns {MEASURE_SCHEMA.names}.")

    def __len__(self) -> int:
        return int(self.rows.num_rows)

    def where(self, **equal: str) -> Self:
        """Return the rows whose text columns have the given values."""
        mask = pa.repeat(True, len(self))
        for name, value in equal.items():
            mask = pc.and_(mask, pc.equal(self.rows.column(name), str(value)))
        return type(self)(
            rows=self.rows.filter(mask), protection=self.protection, certificate=self.certificate
        )

    def to_rows(self) -> list[dict[str, Any]]:
        """Return the measures as a list of plain rows, for files and tests."""
        return list(self.rows.to_pylist())

    def _repr_html_(self) -> str:
        names = ("area", "group", "stage", "measure", "estimate", "lower", "upper", "state")
        body = "".join(
            "<tr>" + "".join(f"<td>{_shown(row[name])}</td>" for name in names) + "</tr>"
            for row in self.rows.slice(0, 50).to_pylist()
        )
        head = "".join(f"<th>{name}</th>" for name in names)
        kind = self.protection.words if self.protection else "from exact counts, not for publication"
        return f"<p>{len(self)} measures: {escape(kind)}</p><table><tr>{head}</tr>{body}</table>"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3g}" if isinstance(value, float) else escape(str(value))


def measure_rows(columns: Mapping[str, Any], length: int) -> pa.Table:
    """Return rows of MEASURE_SCHEMA from columns or single values; a column that is not named is null."""
    arrays = []
    for name, kind in zip(MEASURE_SCHEMA.names, MEASURE_SCHEMA.types, strict=True):
        value = columns.get(name)
        if value is None:
            arrays.append(pa.nulls(length, kind))
        elif isinstance(value, str):
            arrays.append(pa.repeat(value, length))
        else:
            arrays.append(pa.array(value, from_pandas=True).cast(kind))
    return pa.table(arrays, schema=MEASURE_SCHEMA)
