"""Standardised rates and ratios against those of PHEindicatormethods, run in R 4.2.2.

Calls, of the package's functions as of commits 0031e30 (phe_dsr) and 093fd28 (calculate_ISRatio), with dplyr, where df has
a row for each area and stratum, in the order below:
    df %>% group_by(area) %>% phe_dsr(obs, pop, stdpop = std, confidence = 0.95 (0.998), multiplier = 1000)
    df %>% group_by(area) %>% calculate_ISRatio(obs (few), pop, ref$x, ref$n)
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from evenhand.measures.standardised import direct, expected_events, indirect_ratio

TABLE = Path(__file__).parent / "standardised_phe.csv"
OBSERVED = np.array([[3, 8, 12, 5], [40, 61, 75, 22], [1, 2, 3, 6]], np.float64)
FEW = np.array([[1, 2, 0, 3], [40, 61, 75, 22], [0, 1, 2, 0]], np.float64)
PEOPLE = np.array([[210, 640, 580, 120], [2100, 3300, 2900, 700], [90, 130, 160, 75]], np.float64)
STANDARD = [4000, 11000, 9500, 3200]
REFERENCE = [310, 520, 505, 160], [40000, 62000, 51000, 9000]
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def measured(measure: str, level: float) -> tuple[np.ndarray, ...]:
    if measure == "dsr":
        found = direct(OBSERVED, PEOPLE, STANDARD, level=level)
        return 1000 * found.value, 1000 * found.lower, 1000 * found.upper
    hoped = expected_events(PEOPLE, *REFERENCE)
    events = (FEW if measure == "isr_few" else OBSERVED).sum(axis=1)
    found = indirect_ratio(events, hoped, level=level)
    return found.value, found.lower, found.upper


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['measure']} {row['area']} {row['level']}" for row in ROWS])
def test_figure_and_limits_agree_to_nine_digits(row: dict[str, str]) -> None:
    found = measured(row["measure"], float(row["level"]))
    place = "ABC".index(row["area"])
    wanted = [float(row[name]) for name in ("value", "lower", "upper")]
    assert [float(one[place]) for one in found] == pytest.approx(wanted, rel=1e-9)
