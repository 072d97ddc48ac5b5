"""Funnels against FunnelPlotR 0.6.0 (R 4.2.2): phi, tau squared and the limits of its additive adjustment.

`funnel_plots.csv` was made from made-up areas (set.seed(2021)) with its functions transformed_zscore, winsorisation or
truncation (trim_by = 0.1), phi_func, tau_func and OD_limits, data_type "PR" for proportions and "SR" with sr_method
"SHMI" for ratios. Its limits are of 95 and 99.8 % with z = 1.959964 and 3.090232. Not taken: its CQC limits, which are
not squared back, and its "exact" Poisson limits, which are chi-squared quantiles at the expected count, not limits of
observed counts.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from evenhand.measures.funnels import funnel

FILE = Path(__file__).parent / "funnel_plots.csv"
ROUNDED_Z = 1e-6
"""R's z has six decimals."""


def tables() -> dict[tuple[str, str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    with FILE.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault((row["table"], row["kind"], row["trim"]), []).append(row)
    return found


@pytest.mark.parametrize("key", tables(), ids="-".join)
def test_spread_and_additive_limits_are_those_of_the_package(key: tuple[str, str, str]) -> None:
    _, kind, trim = key
    rows = tables()[key]
    column = {name: np.array([float(row[name]) for row in rows]) for name in rows[0] if name not in
              ("table", "kind", "trim")}  # fmt: skip
    made = funnel(column["x"], column["n"], kind=kind, trim=trim, adjustment="additive")
    assert made.phi == pytest.approx(column["phi"][0], rel=1e-12)
    assert made.tau2 == pytest.approx(column["tau2"][0], rel=1e-9, abs=1e-15)
    for level, (low, high) in enumerate((("ll95", "ul95"), ("ll99", "ul99"))):
        assert made.lower[level] == pytest.approx(column[low], rel=ROUNDED_Z)
        assert made.upper[level] == pytest.approx(column[high], rel=ROUNDED_Z)
