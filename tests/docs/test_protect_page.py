"""The page on protecting a table: its table becomes the one it shows."""

import shlex
from pathlib import Path

import pytest

from evenhand.cli import main
from tests.docs.pages import ROOT, blocks, commands

PAGE = ROOT / "docs/how-to/protect-a-table.md"


def test_its_table_becomes_the_one_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, wanted = (block for block in blocks(PAGE) if block.startswith("area,sex,people"))
    (tmp_path / "build").mkdir()
    (tmp_path / "build/people.csv").write_text(given, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (typed,) = [line for line in commands(PAGE) if line.startswith("evenhand protect")]
    assert main(shlex.split(typed)[1:]) == 0
    assert Path("build/protected/people.csv").read_text("utf-8") == wanted
