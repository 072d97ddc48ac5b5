"""The page on measuring a table: its tables are read, its commands give what it says."""

import json
import shlex
from pathlib import Path

import pytest

from evenhand.cli import main
from tests.docs.pages import ROOT, blocks, commands

PAGE = ROOT / "docs/how-to/measure-a-table.md"
STARTS = {"groups": "group,", "areas": "area,", "series": "date,", "people": "time,"}


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of the page where it says that they are saved."""
    (tmp_path / "build").mkdir()
    for kind, start in STARTS.items():
        (table,) = [block for block in blocks(PAGE) if block.startswith(start)]
        (tmp_path / f"build/{kind}.csv").write_text(table, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")


@pytest.mark.usefixtures("in_folder")
@pytest.mark.parametrize("line", list(commands(PAGE)))
def test_every_command_does_what_is_said(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(line)[1:]) == 0
    told = capsys.readouterr()
    if "--json" in line:
        assert {row["measure"] for row in json.loads(told.out)} == {"ratio", "mld"}
    else:
        assert "rows read as" in told.out


@pytest.mark.usefixtures("in_folder")
def test_the_difference_that_is_shown_is_the_one_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["measures", "build/groups.csv", "--kind", "groups", "--favourable", "up"])
    (shown,) = [block for block in blocks(PAGE) if block.startswith("Asian")]
    assert " ".join(shown.split()) in " ".join(capsys.readouterr().out.split())


def test_the_notebook_runs() -> None:
    (cell,) = [block for block in blocks(PAGE) if block.startswith("from evenhand")]
    names: dict[str, list] = {}
    exec(cell, names)  # the page's own text
    assert names["rows"][0].estimate == pytest.approx(-0.125)


def test_every_refusal_that_is_listed_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for cell in ("<5", "*", "[c]", "12%", "30 of 250", ""):
        (tmp_path / "own.csv").write_text(f'group,numerator,denominator\nA,"{cell}",90\nB,3,80\n', "utf-8")
        assert main(["measures", str(tmp_path / "own.csv"), "--kind", "groups"]) == 2
        assert "in line 2." in capsys.readouterr().err
