"""The table on the page about attacks gives what the page says."""

from pathlib import Path

import pytest

from evenhand.cli import main
from tests.docs.pages import ROOT, blocks

PAGE = ROOT / "docs/how-to/attack-a-release.md"


def test_the_table_of_the_page_is_recovered_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = next(one for one in blocks(PAGE) if one.startswith("area,group"))
    (tmp_path / "tables.csv").write_text(table, encoding="utf-8")
    assert main(["attack", str(tmp_path / "tables.csv")]) == 1
    assert "area North, group x: 3" in capsys.readouterr().out
    assert "area North, group x: 3" in PAGE.read_text(encoding="utf-8")


def test_what_somebody_knows_can_be_given_as_the_page_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = next(one for one in blocks(PAGE) if one.startswith("area,group"))
    hidden = table
    for count in ("North,y,21", "South,x,18", "South,y,33"):
        hidden = hidden.replace(f"{count},published", f"{count.rpartition(',')[0]},,suppressed")
    (tmp_path / "tables.csv").write_text(hidden, encoding="utf-8")
    for knows in ("area=North,group=x:3", "group=x"):
        assert f"--knows {knows}" in PAGE.read_text(encoding="utf-8")
        assert main(["attack", str(tmp_path / "tables.csv"), "--knows", knows]) == 1
    assert "whoever knows all of group x" in capsys.readouterr().out
