"""`evenhand protect --ledger`: tables of one day beside those of another, and the page that shows how."""

from pathlib import Path

import pytest

from evenhand.cli import main
from evenhand.disclosure.ledger import read_ledger
from tests.docs.pages import ROOT, blocks, commands
from tests.integration.files import write

PAGE = ROOT / "docs/how-to/keep-a-ledger.md"


def table(leeds_men: int, leeds_women: int, york_men: int, york_women: int) -> tuple[str, ...]:
    rows = {"Leeds": (leeds_men, leeds_women), "York": (york_men, york_women)}
    rows["Total"] = (leeds_men + york_men, leeds_women + york_women)
    return (
        "area,sex,people",
        *(
            f"{area},{sex},{count}"
            for area, (men, women) in rows.items()
            for sex, count in (("M", men), ("F", women), ("Total", men + women))
        ),
    )


def protect(folder: Path, name: str, day: str, lines: tuple[str, ...], policy: str) -> int:
    path = write(folder / f"{name}.csv", *lines)
    options = [
        "--count",
        "people",
        "--policy",
        policy,
        "--as-at",
        day,
        "--ledger",
        str(folder / "ledger.jsonl"),
    ]
    return main(["protect", str(path), *options, "--out", str(folder / name)])


def test_the_page_shows_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tables = [block for block in blocks(PAGE) if block.startswith("area,sex,people")]
    for name, lines in zip(("spring", "summer"), tables, strict=False):
        write(tmp_path / f"build/{name}.csv", *lines.splitlines())
    for line in commands(PAGE):
        if line.startswith("evenhand protect"):
            assert main(line.split()[1:]) == 0
    assert (tmp_path / "build/summer/summer.csv").read_text("utf-8").split() == tables[2].split()
    assert "suppressed" not in (tmp_path / "build/spring/spring.csv").read_text("utf-8")
    assert [one.name for one in read_ledger(tmp_path / "build/ledger.jsonl").entries] == ["spring", "summer"]


def test_the_same_tables_again_change_nothing(tmp_path: Path) -> None:
    first, second = table(31, 38, 11, 19), table(33, 45, 21, 27)
    assert protect(tmp_path, "spring", "2026-03-31", first, "suppress") == 0
    assert protect(tmp_path, "summer", "2026-06-30", second, "suppress") == 0
    files = [tmp_path / "ledger.jsonl", tmp_path / "summer/summer.csv"]
    before = [one.read_bytes() for one in files]
    assert protect(tmp_path, "summer", "2026-06-30", second, "suppress") == 0
    assert [one.read_bytes() for one in files] == before


def test_tables_that_would_tell_something_beside_earlier_ones_are_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert protect(tmp_path, "spring", "2026-03-31", table(31, 38, 11, 9), "round") == 0
    before = (tmp_path / "ledger.jsonl").read_bytes()
    assert protect(tmp_path, "summer", "2026-06-30", table(34, 42, 13, 9), "round") == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "'summer' with 'spring': 1 count that is not shown as it is becomes narrower" in said
    assert "(area York; sex F)" in said
    assert "Put codes of 'area' together by one level: then it passes." in said
    assert not (tmp_path / "summer").exists()
    assert (tmp_path / "ledger.jsonl").read_bytes() == before
