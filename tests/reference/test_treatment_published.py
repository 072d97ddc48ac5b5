"""Printed figures of treatment and trials, typed into a table of counts: nothing is lost on the way to the release."""

import csv
from pathlib import Path

import pytest

from evenhand.flow import read, run

FACTS = Path(__file__).with_name("treatment_published.csv")


def facts() -> list[dict[str, str]]:
    return list(
        csv.DictReader(line for line in FACTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    )


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("typed") / "counts.csv"
    lines = ["area,period,stage,characteristic,group,count,rounded_to"]
    for row in facts():
        place = {"England": "E92000001", "Barnet": "E09000003"}.get(row["place"], row["place"])
        stage = "treatment-trial/enrolled" if "CTN" in place else "treatment-published/in_treatment"
        group = "," if row["group"] == "everyone" else f"ethnicity,{row['group']}"
        lines.append(f"{place},{row['period']},{stage},{group},{row['count']},{row['rounded_to']}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("programme", ["treatment-published", "treatment-trial"])
def test_shares_agree_with_pandas(typed: Path, programme: str) -> None:
    release = run(read(typed), programme=programme, policy="internal-exact")
    cells = {
        (r["area"], r["period"][:4], r["group"]): (r["value"], r["lower"], r["upper"])
        for r in release.counts.cells.to_pylist()
        if r["state"] == "reached"
    }
    mine = [row for row in facts() if ("CTN" in row["place"]) == (programme == "treatment-trial")]
    assert len(cells) == len(mine)
    for row in mine:
        area = {"England": "E92000001", "Barnet": "E09000003"}.get(row["place"], row["place"])
        group = row["group"] if row["group"] == "everyone" else row["group"].upper()
        count, step = int(row["count"]), int(row["rounded_to"] or 1) // 2
        assert cells[area, row["period"][:4], group] == (count, count - step, count + step)
        if row["share_percent"]:
            everyone = cells[area, row["period"][:4], "everyone"][0]
            assert 100 * count / everyone == pytest.approx(float(row["share_percent"]))


def test_the_facts_say_where_they_come_from() -> None:
    text = FACTS.read_text("utf-8")
    assert "Origin:" in text
    assert "Open Government Licence v3.0" in text
