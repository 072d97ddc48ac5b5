"""Tables of steps, protected and then attacked: nothing is left between one step and the next."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from evenhand.cli import main

STAGES = ("tested", "assessed", "started")
Rows = list[tuple[str, str, str, int]]


def cascade(seed: int) -> Rows:
    """Area by sex by stage, with totals of areas and sexes; of most people few are lost between two steps."""
    rng = np.random.default_rng(seed)
    tested = rng.integers(12, 70, (5, 2))
    assessed = np.maximum(tested - rng.choice([0, 1, 2, 3, 4, 6, 9, 15], (5, 2)), 5)
    started = np.maximum(assessed - rng.choice([1, 2, 3, 4, 7, 8, 12], (5, 2)), 3)
    counts = np.stack([tested, assessed, started], axis=2)
    counts = np.concatenate([counts, counts.sum(axis=0, keepdims=True)])
    counts = np.concatenate([counts, counts.sum(axis=1, keepdims=True)], axis=1)
    areas, sexes = [*(f"a{at}" for at in range(5)), "Total"], ["M", "F", "Total"]
    return [
        (areas[area], sexes[sex], STAGES[stage], int(counts[area, sex, stage]))
        for area, sex, stage in np.ndindex(*counts.shape)
    ]


def save(path: Path, rows: Rows, *, column: str = "stage", below: int = 0) -> Path:
    """Write a table; counts below a threshold are blank and nothing else is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["area", "sex", column, "count"])
        writer.writerows([*codes, "" if 0 < count < below else count] for *codes, count in rows)
    return path


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("policy", ["suppress", "round", "cellkey"])
def test_nothing_is_left_between_steps(tmp_path: Path, policy: str, seed: int) -> None:
    table = save(tmp_path / "in/t.csv", cascade(seed))
    out = tmp_path / "out"
    assert main(["protect", str(table), "--count", "count", "--policy", policy, "--out", str(out)]) == 0
    told = json.loads((out / "certificate.json").read_text("utf-8"))
    assert told["steps"] == {"stage": list(STAGES)}
    assert main(["attack", str(out)]) == 0
    assert main(["attack", str(out / "t.csv")]) == 0  # without the certificate, by the rule that both share


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_small_counts_hidden_alone_leave_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    rows = cascade(seed)
    naive = save(tmp_path / "t.csv", rows, below=5)
    assert main(["attack", str(naive), "--json"]) == 1
    found = {
        (*one["cell"].values(), one["least"])
        for one in json.loads(capsys.readouterr().out)["recovered"]
        if one["attack"] == "implied"
    }
    counts = {tuple(codes): count for *codes, count in rows}
    rests = {
        (area, sex, stage): counts[area, sex, stage] - counts[area, sex, later]
        for area, sex, _ in counts
        for stage, later in pairwise(STAGES)
        if min(counts[area, sex, stage], counts[area, sex, later]) >= 5
    }
    small = {(*cell, rest) for cell, rest in rests.items() if 0 < rest < 5}
    assert small
    assert small <= found


def test_steps_under_another_name_are_named_to_both(tmp_path: Path) -> None:
    table = save(tmp_path / "in/t.csv", cascade(1), column="cascade")
    assert main(["attack", str(table)]) == 0
    assert main(["attack", str(table), "--steps", "cascade"]) == 1
    protect = ["protect", str(table), "--count", "count", "--policy", "suppress"]
    assert main([*protect, "--out", str(tmp_path / "plain")]) == 0
    assert main(["attack", str(tmp_path / "plain"), "--steps", "cascade"]) == 1
    assert main([*protect, "--out", str(tmp_path / "named"), "--steps", "cascade"]) == 0
    assert main(["attack", str(tmp_path / "named"), "--steps", "cascade"]) == 0
