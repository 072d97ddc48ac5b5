"""What the main job publishes, and a release of exact counts with small ones hidden, are attacked: nothing is recovered."""

import json
from pathlib import Path

import pytest

from evenhand.cli import main
from evenhand.synthetic import make_partnership, write_partnership
from tests.made_once import Demonstration


def attacked(
    capsys: pytest.CaptureFixture[str], *folders: Path
) -> tuple[int, dict[str, list[dict[str, str]]]]:
    capsys.readouterr()
    code = main(["attack", *map(str, folders), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.slow
def test_attacking_the_demonstration_recovers_nothing(
    demonstration: Demonstration, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = attacked(capsys, demonstration.folder)
    assert said["recovered"] == []
    assert code == 0
    assert {one["attack"] for one in said["tried"]} >= {"sums", "implied", "same-outcome", "carriers"}


@pytest.mark.slow
def test_two_quarters_that_a_ledger_admitted_recover_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_partnership(make_partnership(people=150, seed=4), tmp_path / "data")
    days = ("2025-12-31", "2026-03-28")
    for day in days:
        ledger = ["--as-at", day, "--ledger", str(tmp_path / "ledger.jsonl")]
        out = ["--formats", "csvw", "--out", str(tmp_path / day)]
        assert main(["report", str(tmp_path / "data"), *ledger, *out]) == 0
    code, said = attacked(capsys, *(tmp_path / day for day in days))
    assert said["recovered"] == []
    assert code == 0


def test_exact_counts_of_a_whole_pathway_are_refused_where_hidden_ones_could_be_worked_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_partnership(make_partnership(people=60, seed=4), tmp_path / "data")
    out = ["--policy", "suppress-5", "--formats", "csvw", "--out", str(tmp_path / "out")]
    assert main(["report", str(tmp_path / "data"), *out]) == 2
    said = capsys.readouterr().err
    assert "Choose open-5" in said
    assert not (tmp_path / "out").exists()
