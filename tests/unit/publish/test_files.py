"""The files are the same bytes each time, hold no NaN, and no cell that a spreadsheet would run."""

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pyarrow as pa
import pytest

from evenhand.foundations import KEPT_BACK, EvenhandError
from evenhand.measures import MEASURE_SCHEMA
from evenhand.publish import Release, write_release
from evenhand.publish.files import _plain, counts_csv, findings_json, measures_csv, measures_json, run_json
from evenhand.publish.spreadsheet.workbook import workbook
from tests.unit.publish.releases import HOSTILE, partnership


@pytest.fixture(scope="module")
def release() -> Release:
    return partnership()


def forbid_nan(text: str) -> object:
    raise ValueError(text)


def test_order_of_measure_rows_changes_nothing(release: Release) -> None:
    rows = release.measures.rows
    turned = rows.take(list(reversed(range(rows.num_rows))))
    other = replace(release, measures=replace(release.measures, rows=turned))
    assert measures_json(other) == measures_json(release)
    assert measures_csv(other) == measures_csv(release)


def test_json_is_json_without_nan(release: Release) -> None:
    for text in (measures_json(release), findings_json(release), run_json(release)):
        json.loads(text, parse_constant=forbid_nan)
    assert json.loads(run_json(release))["share"] is None


def test_measures_json_is_a_bare_list_with_names(release: Release) -> None:
    rows = json.loads(measures_json(release))
    assert set(rows[0]) == {*MEASURE_SCHEMA.names, "area_name", "group_label", "stage_label"}
    assert len(rows) == len(release.measures)
    row = next(
        r for r in rows if r["area"] and r["group"] == "ASIAN_BANGLADESHI" and r["stage"].endswith("/started")
    )
    assert (row["area_name"], row["group_label"], row["stage_label"]) == (
        "Riverside",
        "Bangladeshi",
        "Started treatment",
    )


def test_empty_measures_are_an_empty_list(release: Release) -> None:
    none = replace(release.measures, rows=release.measures.rows.slice(0, 0))
    assert measures_json(replace(release, measures=none)) == "[]\n"


def test_csv_has_the_columns_and_rows_of_json(release: Release) -> None:
    rows = list(csv.DictReader(StringIO(measures_csv(release))))
    listed = json.loads(measures_json(release))
    assert list(rows[0]) == [*MEASURE_SCHEMA.names, "area_name", "group_label", "stage_label"]
    assert [row["cell_id"] for row in rows] == [row["cell_id"] for row in listed]
    assert [row["estimate"] for row in rows] == [
        "" if r["estimate"] is None else str(r["estimate"]) for r in listed
    ]


def test_no_text_cell_begins_like_a_formula() -> None:
    release = partnership(areas=HOSTILE)
    for text in (measures_csv(release), counts_csv(release)):
        for row in csv.DictReader(StringIO(text)):
            assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row.values())
    names = {row["area_name"] for row in csv.DictReader(StringIO(measures_csv(release)))}
    assert "'=HYPERLINK('x')" in names


def test_a_negative_number_stays_a_number(release: Release) -> None:
    rows = csv.DictReader(StringIO(measures_csv(release)))
    assert any(float(row["estimate"]) < 0 for row in rows if row["estimate"])


def test_counts_say_what_is_shown_and_what_is_known(release: Release) -> None:
    rows = list(csv.DictReader(StringIO(counts_csv(release))))
    assert {"value", "lower", "upper", "status"} < set(rows[0])
    told = {row["status"] for row in rows}
    assert {"rounded", "below_threshold", "withheld"} <= told <= {"rounded", "below_threshold", *KEPT_BACK}
    assert all(row["value"] == "" for row in rows if row["status"] != "rounded")


def test_plain_values_round_and_clean() -> None:
    from datetime import date

    given = {"a": (1.23456789, float("inf")), "b": {"z", "y"}, "c": date(2026, 5, 14), "d": -0.0, 1: None}
    assert _plain(given) == {"a": [1.23457, None], "b": ["y", "z"], "c": "2026-05-14", "d": 0.0, "1": None}


def test_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path, release: Release) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(EvenhandError, match="cannot be written to taken"):
        write_release(release, tmp_path / "taken")


def test_rows_about_all_areas_or_all_groups_together_say_so(release: Release) -> None:
    row = {**release.measures.to_rows()[0], "area": "", "group": ""}
    rows = pa.Table.from_pylist([row], schema=MEASURE_SCHEMA)
    one = replace(release, measures=replace(release.measures, rows=rows))
    [told] = json.loads(measures_json(one))
    assert (told["area_name"], told["group_label"]) == ("All areas together", "All groups together")
    assert "All groups together" in str(workbook(one))
