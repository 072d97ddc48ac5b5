"""What common rules do, simulated here from the formulas, beside what a study made before measured."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from evenhand.calibration import Row, calibrate

DRAWS = 8000


@cache
def measured() -> dict[tuple[str, str], Row]:
    rows = calibrate(seed=20, draws=DRAWS, only=("common_rules",), sizes=("partnership", "region"))
    return {(one.measure, one.size): one for one in rows}


def published() -> Iterator[tuple[str, str, float, float]]:
    text = (Path(__file__).parent / "decision_rules.csv").read_text(encoding="utf-8")
    for one in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        yield one["rule"], one["size"], float(one["published"]), float(one["within"])


@pytest.mark.parametrize(("rule", "size", "figure", "within"), list(published()))
def test_as_published(rule: str, size: str, figure: float, within: float) -> None:
    found = measured()[rule, size].figure
    assert found is not None
    scale = 1 if "in points" in rule else 100
    assert scale * found == pytest.approx(figure, abs=within)
