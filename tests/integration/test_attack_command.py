"""`evenhand attack`: what it prints, how it leaves, and what it does with what it cannot use."""

import json
from pathlib import Path

import pytest

from evenhand.cli import main
from tests.integration.files import COUNTS, write
from tests.unit.attack.published_tables import (
    SUPPRESSION,
    certify,
    poisson_table,
    small,
    with_margins,
    write_counts,
)

ROWS = [
    f"A,2024,sex,{sex},{stage},,{n}"
    for sex, sizes in (("MALE", (143, 81)), ("FEMALE", (62, 44)))
    for stage, n in zip(("tested", "positive"), sizes, strict=True)
]


def _naive(folder: Path) -> Path:
    counts = poisson_table(5, 4, 3)
    return write_counts(folder / "t.csv", counts, small(counts)).parent


def test_something_recovered_leaves_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attack", str(_naive(tmp_path / "out"))]) == 1
    told = capsys.readouterr().out
    assert "Every sum between counts" in told
    assert "out/t.csv: area a0, group g0" in told
    assert "more (--json lists them all)" in told


def test_nothing_recovered_leaves_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = with_margins(poisson_table(3, 3)[:3, :3] + 20)
    write_counts(tmp_path / "out" / "t.csv", counts, counts < 0)
    assert main(["attack", str(certify(tmp_path / "out", SUPPRESSION))]) == 0
    assert capsys.readouterr().out.endswith("Nothing was recovered.\n")


def test_the_report_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attack", str(_naive(tmp_path / "out")), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"recovered", "tried", "notes", "releases"}
    first = told["recovered"][0]
    assert first["attack"] == "sums"
    assert first["exact"]
    assert first["least"] == first["most"]
    assert {one["attack"] for one in told["tried"]} >= {
        *(
            "sums",
            "implied",
            "rates",
            "own-cell",
            "community",
            "primary",
            "same-outcome",
            "dates",
            "averaging",
        )
    }
    assert told["releases"][0]["hidden"] == told["tried"][0]["cells"]


def test_what_cannot_be_used_leaves_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attack", str(tmp_path)]) == 2
    assert main(["attack", str(tmp_path / "nowhere")]) == 2
    assert main(["attack", str(_naive(tmp_path / "out")), "--knows", "nonsense"]) == 2
    assert main(["attack", str(_naive(tmp_path / "out")), "--hierarchy", str(tmp_path / "none.csv")]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_a_report_and_its_tables_beside_are_attacked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "in" / "counts.csv", COUNTS, *ROWS)
    out = tmp_path / "out"
    assert main(["report", str(source), "--out", str(out), "--as-at", "2025-06-30", "--formats", "csvw"]) == 0
    write(
        out / "table-results.csv",
        "place,result,value,lower,upper,status",
        "A,both,175,173,177,rounded",
        "A,none,,0,4,below_threshold",
    )
    write(out / "table-broken.csv", "place")
    write(out / "table-words.csv", "place,words", "A,some")
    capsys.readouterr()
    main(["attack", str(out), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert [one for one in told["recovered"] if one["attack"] != "carriers"] == []
    assert [one["name"] for one in told["releases"]] == ["out", "out/table-*.csv"]
    assert told["releases"][0]["as_at"] == "2025-06-30"
    assert told["releases"][0]["sums"] > 0
    assert any("run.json" in note for note in told["notes"])
    assert any("table-broken.csv" in note for note in told["notes"])
    assert "carriers" in {one["attack"] for one in told["tried"]}
