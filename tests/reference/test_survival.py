"""Curves, tests and means of time agree with R's survival package on people of its own data sets.

The tables were made with R 4.2.2, survival 3.5.3. People: lung (by sex), veteran (by celltype), ovarian (by rx), mgus2
(age < 58, by sex; progression, or death before it) and, as `late`, veteran with entry at floor(time / 3.000001). Calls,
`y` being one group:

    survfit(Surv(time, event != "") ~ 1, y)                          # curves: every fourth time; std.err * surv
    survfit(Surv(entered, time, event != "") ~ 1, y)                 # `late`
    survfit(Surv(time, factor(event, c("censor", "died", "progressed"))) ~ 1, y)   # incidence: pstate, std.err
    survdiff(Surv(time, event != "") ~ group, x)                     # tests; each pair alone; event == "progressed"
    summary(survfit(Surv(time, event != "") ~ 1, y), rmean = until)$table          # means, medians
"""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from evenhand.measures.survival import ByTime, counts_by_time, cumulative_incidence, kaplan_meier, log_rank
from evenhand.measures.survival.cumulative_incidence import variance_of
from evenhand.measures.survival.kaplan_meier import greenwood
from evenhand.measures.survival.quantiles import median_time
from evenhand.measures.survival.restricted_mean import mean_and_variance

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"survival_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def counted(name: str) -> ByTime:
    rows = [one for one in table("people") if one["data"] == name]
    times, entered = ([float(one[column]) for one in rows] for column in ("time", "entered"))
    return counts_by_time(
        times, [one["event"] for one in rows], [one["group"] for one in rows], entered=entered
    )


def place(of: ByTime, row: dict[str, str]) -> tuple[int, int]:
    return of.groups.index(row["group"]), int(np.flatnonzero(of.times == float(row["time"]))[0])


@pytest.mark.parametrize("name", ["lung", "veteran", "ovarian", "mgus2", "late"])
def test_curves_and_their_errors(name: str) -> None:
    by_time = counted(name)
    curve, variance = kaplan_meier(by_time).value, greenwood(by_time)
    rows = [one for one in table("curves") if one["data"] == name]
    assert rows
    for row in rows:
        at = place(by_time, row)
        assert (by_time.at_risk[at], by_time.leaving[at]) == (float(row["at_risk"]), float(row["left"]))
        assert curve[at] == pytest.approx(float(row["staying"]), abs=1e-9)
        if row["error"] != "NaN":
            assert np.sqrt(variance[at]) == pytest.approx(float(row["error"]), abs=1e-9)


def test_competing_ways_and_their_errors() -> None:
    by_time = counted("mgus2")
    curve, staying = cumulative_incidence(by_time).value, kaplan_meier(by_time).value
    variance = variance_of(by_time, curve)
    for row in table("incidence"):
        group, time = place(by_time, row)
        assert staying[group, time] == pytest.approx(float(row["staying"]), abs=1e-9)
        for number, way in enumerate(by_time.ways):
            assert curve[number, group, time] == pytest.approx(float(row[way]), abs=1e-9)
            error = np.sqrt(variance[number, group, time])
            assert error == pytest.approx(float(row[f"error_{way}"]), abs=1e-9)


def test_log_rank() -> None:
    for row in table("tests"):
        name, _, way = row["data"].partition(" ")
        test = log_rank(counted(name), way=way or None)
        group = test.groups.index(row["group"])
        assert test.left[group] == float(row["left"])
        assert test.expected[group] == pytest.approx(float(row["expected"]), abs=1e-9)
        assert (test.chi_square, test.p) == pytest.approx(
            (float(row["chi_square"]), float(row["p"])), abs=1e-9
        )
        if row["p_against"] not in ("", "NA"):
            assert test.p_against[group] == pytest.approx(float(row["p_against"]), abs=1e-9)


def test_means_and_medians() -> None:
    for row in table("means"):
        by_time = counted(row["data"])
        group, people = by_time.groups.index(row["group"]), float(row["people"])
        value, variance = mean_and_variance(by_time, float(row["until"]))
        assert value[group] == pytest.approx(float(row["mean"]), abs=1e-9)
        usual = variance[group] * (people - 1) / people
        assert np.sqrt(usual) == pytest.approx(float(row["error"]), abs=1e-9)
        median = median_time(by_time).value[group]
        assert np.isnan(median) if row["median"] == "NA" else median == float(row["median"])
