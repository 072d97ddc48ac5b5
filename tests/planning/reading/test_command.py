"""What `evenhand plan read` prints: JSON with the agreed names, or a table with what could not be placed."""

import json
from pathlib import Path

import pytest

from evenhand.cli import main

ROWS = (
    ("Ref", "Action", "Progress", "Review date (R) / deadline (D)", "Lead agency"),
    (
        "1/1",
        "Ask in the census wording.",
        "Form changed.",
        "March 2026 – First Stage  July 2026 – Second Stage",
        "Ann Field (NTA, Leeds)/Ben Hill (Council)",
    ),
    (
        "1/3",
        "Audit what is blank, see action 1/2.",
        "Dependent on action 1/1.",
        "Spring 2027",
        "All of the panel",
    ),
)
TABLE = "\n".join("\t".join(row) for row in ROWS)
PLAN = f"1. Records\nAim: Know who is served\n\n{TABLE}\n\nA last word.\n"
NAMES = [
    "reference",
    "theme",
    "aim",
    "action",
    "progress",
    "when",
    "kind",
    "earliest",
    "latest",
    "leads",
    "depends_on",
    "mentions",
]


def test_json_has_the_agreed_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    assert main(["plan", "read", str(tmp_path / "plan.txt"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    first, second = ({name: row[name] for name in NAMES} for row in said["rows"])
    assert first == {
        "reference": "1/1",
        "theme": "Records",
        "aim": "Know who is served",
        "action": "Ask in the census wording.",
        "progress": "Form changed.",
        "when": "March 2026 – First Stage  July 2026 – Second Stage",
        "kind": "staged",
        "earliest": "2026-03-01",
        "latest": "2026-07-31",
        "leads": [{"name": "Ann Field", "agency": "NTA, Leeds"}, {"name": "Ben Hill", "agency": "Council"}],
        "depends_on": [],
        "mentions": [],
    }
    assert (second["depends_on"], second["mentions"]) == (["1/1"], ["1/2"])
    assert second["leads"] == [{"name": "All of the panel", "agency": ""}]
    assert [one["verbatim"] for one in said["unplaced"]] == ["A last word."]
    assert said["unplaced"][0]["where"] == {"line": 8}


def test_people_get_a_table_and_what_was_not_placed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "150")
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    assert main(["plan", "read", str(tmp_path / "plan.txt")]) == 0
    said = capsys.readouterr().out
    for words in (
        "2 actions read",
        "Aim: Know who is served",
        "waits for 1/1",
        "It names an action that is not in this plan.",
        "A last word.",
    ):
        assert words in said


def test_a_document_without_a_plan_leaves_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("Dear all,\n\nthank you.\n", "utf-8")
    assert main(["plan", "read", str(tmp_path / "letter.txt")]) == 1
    assert "0 actions read" in capsys.readouterr().out


def test_pages_are_asked_for_as_a_range(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["plan", "read", "plan.pdf", "--pages", "9-3"])
    assert "write pages as 40-52" in capsys.readouterr().err
