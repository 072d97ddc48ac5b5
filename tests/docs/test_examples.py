"""What the documentation tells a reader to type works, and gives what it says."""

import json
import re
import shlex
from pathlib import Path

import pytest

import evenhand
from evenhand.cli import parser
from tests.docs.pages import ROOT, blocks, commands, name_of, pages
from tests.made_once import Demonstration
from tools.reference_docs import subcommands

TUTORIAL = ROOT / "docs/tutorials/first-report.md"
USAGE = ROOT / "docs/reference/commands.md"  # shows how commands are written, not one to type
TYPED = [(page, line) for page in pages() if page != USAGE for line in commands(page)]
TABLES = [(page, block) for page in pages() for block in blocks(page) if block.startswith("stage,period,")]


@pytest.mark.parametrize(("page", "line"), TYPED, ids=[f"{name_of(page)}: {line}" for page, line in TYPED])
def test_every_command_is_one_that_the_parser_takes(page: Path, line: str) -> None:
    assert callable(parser().parse_args(shlex.split(line)[1:]).command)


def test_every_command_is_shown_by_an_example() -> None:
    shown = {shlex.split(line)[1] for _, line in TYPED}
    listed = {"profiles", "programmes", "policies", "demo"}  # `make demo` is the demo; lists need no example
    assert set(subcommands(parser())) - listed <= shown


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_command_named_in_a_sentence_exists(page: Path) -> None:
    named = re.findall(r"`evenhand ([a-z]\S*?)[` ]", page.read_text(encoding="utf-8"))
    assert set(named) <= set(subcommands(parser()))


@pytest.mark.slow
@pytest.mark.parametrize(("page", "table"), TABLES, ids=[name_of(page) for page, _ in TABLES])
def test_every_table_to_type_is_read_without_a_fault(page: Path, table: str, tmp_path: Path) -> None:
    (tmp_path / "typed.csv").write_text(table, encoding="utf-8")
    inputs = evenhand.read(tmp_path / "typed.csv")
    assert inputs.rejected.to_pylist() == []
    assert inputs.files[0].accepted == len(table.splitlines()) - 1


@pytest.mark.slow
def test_tutorial_says_what_its_table_gives(tmp_path: Path) -> None:
    table = next(block for page, block in TABLES if page == TUTORIAL)
    (tmp_path / "started.csv").write_text(table, encoding="utf-8")
    headline, *others = evenhand.run(evenhand.read(tmp_path / "started.csv")).findings.headlines
    text = " ".join(TUTORIAL.read_text(encoding="utf-8").split())
    assert others == []
    figures = re.findall(r"about (\d+) [^(]*?\((\d+ to \d+)\)", headline.sentence)
    assert [f"about {best}" in text and f"({spread})" in text for best, spread in figures] == [True, True]


@pytest.mark.slow
def test_tutorial_quotes_what_the_demonstration_says(demonstration: Demonstration) -> None:
    found = json.loads((demonstration.folder / "findings.json").read_text("utf-8"))["findings"]
    said = " ".join(demonstration.said.split())
    headlines = [one for one in found if one["sentence"] in said]
    text = " ".join(TUTORIAL.read_text(encoding="utf-8").replace("\n> ", "\n").split())
    assert [one["lead"] + one["rest"].partition(" If ")[0] in text for one in headlines].count(True) == 1
    as_at = json.loads((demonstration.folder / "run.json").read_text("utf-8"))["as_at"]
    assert f"As at {as_at}. The page: {demonstration.folder / 'index.html'}" in said
    assert f"As at {as_at}. The page: build/demo/index.html" in text


@pytest.mark.slow
def test_notebook_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = next(block for page, block in TABLES if page == TUTORIAL)
    (tmp_path / "build").mkdir()
    (tmp_path / "build/started.csv").write_text(table, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    cells = "".join(blocks(ROOT / "docs/how-to/use-in-a-notebook.md"))
    names: dict[str, object] = {}
    exec(cells, names)  # the page's own text
    assert (tmp_path / "build/started/index.html").is_file()
    assert names["rows"]
