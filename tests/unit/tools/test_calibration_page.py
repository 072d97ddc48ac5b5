"""The page of measured coverage: written from the table, and old figures named."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from evenhand.calibration import Row, to_csv
from tools import calibration_page as page
from tools.calibration_abstained import COLUMNS

ROW = Row(
    family="single",
    measure="proportion",
    size="region",
    pattern="even",
    condition="as recorded",
    kind="coverage",
    nominal=0.95,
    figure=0.951,
    error=0.004,
    lowest=0.94,
    abstained=0.0,
    draws=2000,
    verdict="holds",
    in_goal=True,
    code="0123456789ab",
)
LOW = replace(ROW, pattern="rare", figure=0.9, abstained=0.2, verdict="too low")
TWIN = replace(LOW, measure="share")
NONE = replace(ROW, size="small area", figure=None, error=None, abstained=1.0, verdict="", in_goal=False)
LINKED = replace(ROW, condition="linkage error", figure=0.5, verdict="too low", in_goal=False)
ALARM = replace(
    ROW,
    family="common_rules",
    measure="rule",
    kind="false alarms",
    nominal=0.05,
    figure=0.4,
    verdict="too many",
    in_goal=False,
)
GAP = replace(ALARM, measure="gap", kind="figure", nominal=None, figure=22.918, error=0.15, verdict="")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(page, "ROOT", tmp_path)
    folder = tmp_path / page.TABLE.parent
    folder.mkdir(parents=True)
    (tmp_path / page.PAGE).write_text(
        f"# Title\n\n{page.BEGIN}\nold\n{page.END}\n\n## After\n", encoding="utf-8"
    )
    (tmp_path / page.TABLE).write_text(to_csv([ROW, LOW, TWIN, NONE, LINKED, ALARM, GAP]), encoding="utf-8")
    with (tmp_path / page.ABSTAINED).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=COLUMNS, lineterminator="\n")
        writer.writeheader()
        line = dict.fromkeys(COLUMNS, 0) | {
            "source": "made-up",
            "measure": "difference",
            "rows": 200,
            "ok": 150,
        }
        writer.writerows(
            [line | {"withheld": 40, "too_few": 10}, line | {"measure": "smallest_gap", "ok": 0}]
        )
    return tmp_path


def test_the_page_is_written_from_the_table(here: Path) -> None:
    assert page.main([]) == 0
    text = (here / page.PAGE).read_text(encoding="utf-8")
    assert text.startswith("# Title\n")
    assert text.endswith("## After\n")
    assert "old\n" not in text
    assert "Of 3 lines to which it applies **1 (33.3%) meet it**" in text
    assert "| proportion, share | region | rare | 95% | 90.0 ± 0.4 | 20 | too low |" in text
    assert "| proportion | **90.0–95.1** (20) | none given |" in text
    assert "| proportion | linkage error | region | even | **50.0 ± 0.4** | 0 |" in text
    assert "| rule | region | even |  | 5.0 | **40.0 ± 0.4** |" in text
    assert "| gap | region | even |  | 22.9 ± 0.15 |" in text
    assert "| difference | 200 | 75 | 0 | 20 | 5 | 0 |" in text
    assert "smallest_gap" not in text
    assert page.main([]) == 0


def test_old_figures_and_an_old_page_fail_the_check(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert page.main(["--check"]) == 1
    said = capsys.readouterr().err
    assert "calibration.md is not current" in said
    assert "single is out of date (other scenarios are to be tried)" in said
    assert "--only single --only compared" in said
    assert "old\n" in (here / page.PAGE).read_text(encoding="utf-8")


def test_nothing_is_said_of_a_current_page(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(page, "out_of_date", lambda rows: {})
    assert page.main([]) == 0
    assert capsys.readouterr().err == ""
    assert page.main(["--check"]) == 0


@pytest.mark.usefixtures("here")
def test_a_table_without_misses_has_no_list_of_them() -> None:
    assert "| measures |" not in "\n".join(page.figures([ROW]))
    every = "\n".join(page.figures([replace(ROW, nominal=0.998, figure=0.9, verdict="too low")]))
    assert "| proportion | region | even | 99.8% |" in every
