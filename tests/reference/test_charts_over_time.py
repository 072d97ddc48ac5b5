"""Charts over time against qicharts2 0.8 (p, p', u, u', runs) and NHSRplotthedots 0.2.2 (XmR and its rules), R 4.2.2.

`charts.csv` and `chart_runs.csv` were made from made-up series (set.seed(7): one that is steady, with a missing period;
one that scatters more than chance; one with a shift; one with a rise) by running the limits of qic.p, qic.pp, qic.u,
qic.up and runs.analysis, and those of ptd_spc_standard (screen_outliers = TRUE; fix_after_n_points = 14 in `xmr_14`)
with the rules of ptd_special_cause_flag. Its seven-point trend names rising points; falling ones are found as rising
ones of the negative.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from evenhand.measures.process import (
    Chart,
    p_chart,
    p_prime_chart,
    run_chart,
    u_chart,
    u_prime_chart,
    xmr_chart,
)

HERE = Path(__file__).parent
COUNTED: dict[str, Callable[..., Chart]] = {
    "p": p_chart,
    "p_prime": p_prime_chart,
    "u": u_chart,
    "u_prime": u_prime_chart,
}


def tables() -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    with (HERE / "charts.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found.setdefault((row["series"], row["chart"]), []).append(row)
    return found


def number(text: str) -> float:
    return float(text) if text else np.nan


def columns(series: str, chart: str) -> dict[str, np.ndarray]:
    rows = tables()[series, chart]
    return {
        name: np.array([number(row[name]) for row in rows])
        for name in rows[0]
        if name not in ("series", "chart")
    }


def chart_of(series: str, chart: str) -> tuple[Chart, dict[str, np.ndarray]]:
    column = columns(series, chart)
    if chart in COUNTED:
        return COUNTED[chart](column["x"], column["n"]), column
    value = column["x"] / column["n"]
    if chart == "run":
        return run_chart(value), column
    return xmr_chart(value, baseline=14 if chart == "xmr_14" else None), column


@pytest.mark.parametrize("key", tables(), ids="-".join)
def test_centre_and_limits_are_those_of_the_packages(key: tuple[str, str]) -> None:
    made, column = chart_of(*key)
    there = ~np.isnan(column["y"])
    pairs = {"value": "y", "centre": "cl", "lower": "lcl", "upper": "ucl"}
    pairs |= {"near_lower": "lcl95", "near_upper": "ucl95"}
    for ours, theirs in pairs.items():
        expected = np.where(there, column[theirs], np.nan)
        assert getattr(made, ours) == pytest.approx(expected, rel=1e-9, nan_ok=True), ours


@pytest.mark.parametrize("chart", ["xmr", "xmr_14"])
@pytest.mark.parametrize("series", ["wide", "shift", "rising"])
def test_the_same_points_are_signals_by_each_rule(series: str, chart: str) -> None:
    made, column = chart_of(series, chart)
    for rule in ("outside", "one_side", "trend", "near_limit"):
        found = getattr(made.signals, rule) != 0
        assert found.tolist() == (column[rule] != 0).tolist(), rule


def test_some_signal_of_each_rule_is_among_the_cases() -> None:
    every = [columns(*key) for key in tables() if key[1].startswith("xmr")]
    for rule in ("outside", "one_side", "trend", "near_limit"):
        assert sum(int(np.nansum(one[rule])) for one in every) > 0, rule


def test_runs_are_those_of_the_package() -> None:
    with (HERE / "chart_runs.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if (row["series"], row["chart"]) in tables()]
    assert len(rows) == 4
    for row in rows:
        runs = chart_of(row["series"], row["chart"])[0].runs
        for name in ("useful", "longest", "longest_allowed", "crossings", "crossings_least", "signal"):
            assert int(getattr(runs, name)[0]) == int(row[name]), (row, name)
