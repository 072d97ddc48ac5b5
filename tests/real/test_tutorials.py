"""The tutorials on published files: every report runs, and the page says what the tutorial quotes."""

import html
import json
import re
import shlex
from pathlib import Path

import pytest

from evenhand.cli import main
from tests.docs.pages import ROOT, blocks, commands, name_of
from tests.real.published_files import FOLDER, needs_files

pytestmark = pytest.mark.slow

TUTORIALS = [page for page in sorted((ROOT / "docs/tutorials").glob("*.md")) if page.stem != "first-report"]
QUOTE = re.compile(r"(?:^> .*\n?)+", re.MULTILINE)


def quotes(page: Path) -> list[str]:
    found = QUOTE.findall(page.read_text("utf-8"))
    return [" ".join(one.replace("> ", "").split()) for one in found]


def reports(page: Path) -> list[list[str]]:
    typed = (shlex.split(line.replace("$DATA", FOLDER.as_posix()))[1:] for line in commands(page))
    return [line for line in typed if line[0] == "report"]


def said_by(folder: Path) -> str:
    """Everything that a report says in words."""
    pages = [re.sub(r"<[^>]+>", " ", one.read_text("utf-8")) for one in folder.glob("*.html")]
    found = [html.unescape(one) for one in pages]
    found.append(json.dumps(json.loads((folder / "findings.json").read_text("utf-8")), ensure_ascii=False))
    found.append(json.dumps(json.loads((folder / "run.json").read_text("utf-8")), ensure_ascii=False))
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("page", TUTORIALS, ids=name_of)
def test_reports_say_what_the_tutorial_quotes(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if any("$DATA" in line for line in commands(page)) and not FOLDER.is_dir():
        pytest.skip("EVENHAND_REAL_DATA names no folder of published files")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build").mkdir()
    for table in (one for one in blocks(page) if one.startswith("stage,period,")):
        (tmp_path / "build" / "orders.csv").write_text(table, "utf-8")
    said = ""
    for line in reports(page):
        assert main(line) == 0
        said += said_by(tmp_path / line[line.index("--out") + 1])
    said += " ".join(capsys.readouterr().out.split())
    assert [one for one in quotes(page) if one not in said] == []


@needs_files
def test_every_tutorial_of_published_files_quotes_something() -> None:
    assert [
        page.stem
        for page in TUTORIALS
        if reports(page) and not quotes(page) and page.stem != "orders-of-2006"
    ] == []


def test_tutorials_name_source_and_licence() -> None:
    for page in TUTORIALS:
        text = " ".join(page.read_text("utf-8").split())
        assert "## Source" in text
        assert "Open Government Licence v3.0" in text or "MIT licence" in text
