"""Published searches of four police forces: rates and ratios as pandas reckons them, exact and protected."""

import csv
import os
from pathlib import Path

import pytest

from evenhand.measures import measure
from evenhand.vocabulary import load_vocabulary
from tests.reference.police_searches import census_file, search_files, searches_and_residents
from tests.unit.measures.counted import steps_of, table, visits

FACTS = Path(__file__).with_name("stop_and_search_2019_2020.csv")
REAL_DATA = os.environ.get("EVENHAND_REAL_DATA", "")
PLAN = visits()
Rows = dict[tuple[str, str, str], dict]


def facts() -> list[dict[str, str]]:
    lines = [line for line in FACTS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def measured_facts(policy: str | None) -> Rows:
    cells = [
        cell
        for row in facts()
        for cell in steps_of(
            PLAN,
            row["group"],
            int(row["residents"]),
            int(row["searches"]),
            area=row["area"],
            characteristic="ethnicity_broad",
        )
    ]
    counts = table(cells, policy=policy, plan=PLAN)
    rows = measure(counts, programme=PLAN, vocabulary=load_vocabulary()).to_rows()
    return {(row["area"], row["group"], row["measure"]): row for row in rows}


def agree(rows: Rows, expected: list[dict[str, str]]) -> None:
    for row in expected:
        rate = rows[row["area"], row["group"], "rate"]
        assert (rate["numerator"], rate["denominator"]) == (int(row["searches"]), int(row["residents"]))
        assert rate["estimate"] == pytest.approx(float(row["per_1000"]), rel=1e-9)
        if row["group"] != "WHITE":
            ratio = rows[row["area"], row["group"], "ratio"]
            assert ratio["reference"] == "WHITE"
            assert ratio["estimate"] == pytest.approx(float(row["ratio"]), rel=1e-9)


def holds(published: Rows, exact: Rows) -> None:
    compared = 0
    for name, row in published.items():
        if row["lower"] is None or exact[name]["lower"] is None:
            continue
        assert row["lower"] <= exact[name]["lower"] <= exact[name]["estimate"]
        assert exact[name]["estimate"] <= exact[name]["upper"] <= row["upper"]
        compared += 1
    assert compared >= 20


def test_the_facts_are_whole_and_say_where_they_come_from() -> None:
    assert len(facts()) == 20
    assert "Open Government Licence v3.0" in FACTS.read_text("utf-8")


def test_rates_and_ratios_agree_with_pandas() -> None:
    agree(measured_facts(None), facts())


def test_what_may_be_published_holds_what_is_exact() -> None:
    holds(measured_facts("open-5"), measured_facts(None))


@pytest.mark.skipif(not REAL_DATA, reason="EVENHAND_REAL_DATA names no folder with the published files")
@pytest.mark.slow
def test_the_published_files_read_by_evenhand_agree_with_pandas() -> None:
    from evenhand.flow import read, run

    folder = Path(REAL_DATA)
    expected = searches_and_residents(folder).astype(str).to_dict("records")
    inputs = read([*search_files(folder), census_file(folder)])
    released = {}
    for policy in ("internal-exact", "open-5"):
        rows = run(inputs, programme="stop-and-search", policy=policy).measures.to_rows()
        released[policy] = {
            (row["area"], row["group"], row["measure"]): row
            for row in rows
            if row["stage"].endswith("/searched") and row["characteristic"] == "ethnicity_broad"
        }
    agree(released["internal-exact"], expected)
    holds(released["open-5"], released["internal-exact"])
    agree(released["internal-exact"], facts())
