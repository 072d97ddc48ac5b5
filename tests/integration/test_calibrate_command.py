"""`evenhand calibrate`: what it writes and prints, and what it refuses."""

import csv
import json
from pathlib import Path

import pytest

from evenhand.cli import main

FEW = ["calibrate", "--draws", "20", "--size", "partnership"]


def test_the_table_is_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FEW, "--only", "common_rules"]) == 0
    printed = capsys.readouterr().out
    file = tmp_path / "made" / "table.csv"
    assert main([*FEW, "--only", "common_rules", "--out", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == printed
    assert "lines simulated" in capsys.readouterr().out
    rows = list(csv.DictReader(printed.splitlines()))
    assert {row["size"] for row in rows} == {"partnership"}
    assert {row["draws"] for row in rows} == {"20"}


def test_one_family_anew_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    assert main([*FEW, "--only", "common_rules", "--only", "single", "--out", str(file)]) == 0
    before = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert main([*FEW, "--only", "single", "--seed", "2", "--out", str(file)]) == 0
    after = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert [row for row in after if row["family"] == "common_rules"] == [
        row for row in before if row["family"] == "common_rules"
    ]
    assert len(after) == len(before)
    assert after != before


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FEW, "--only", "unknowns", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    file = tmp_path / "table.json"
    assert main([*FEW, "--only", "unknowns", "--out", str(file)]) == 0
    assert json.loads(file.read_text(encoding="utf-8")) == printed
    assert {row["family"] for row in printed} == {"unknowns"}


def test_what_it_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FEW, "--out", str(tmp_path / "table.txt")]) == 2
    assert "ends in .csv or .json" in capsys.readouterr().err
    assert main([*FEW, "--only", "gini"]) == 2
    assert "There are: single, compared" in capsys.readouterr().err
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n", encoding="utf-8")
    assert main([*FEW, "--only", "unknowns", "--out", str(other)]) == 2
    assert "is not a table that calibrate wrote" in capsys.readouterr().err
    assert other.read_text(encoding="utf-8") == "a\n1\n"
