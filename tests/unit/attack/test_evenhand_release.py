"""Evenhand's own releases: what their counts, and the file beside them, say."""

from pathlib import Path

import pytest

from evenhand.attack.reading import open_release
from evenhand.foundations import KEY_COLUMNS, UnreadableFile
from tests.unit.attack.published_tables import attacked, by_attack, write_rows


def _cell(
    group: str, stage: str, state: str, value: int | None, low: int, high: int, status: str
) -> dict[str, object]:
    people = (
        ("A", "2024", "sex", "sex", "2021", group)
        if group != "everyone"
        else ("A", "2024", "everyone", "", "", "everyone")
    )
    keys = dict(zip(KEY_COLUMNS, (*people, stage, state, "people"), strict=True))
    number = {"value": "" if value is None else value, "lower": low, "upper": high, "status": status}
    return {"cell_id": f"{group};{stage};{state}", **keys, **number}


TESTED = "arrest-to-treatment/tested"
CELLS = [
    _cell("FEMALE", TESTED, "reached", 20, 18, 22, "rounded"),
    _cell("MALE", TESTED, "reached", None, 0, 4, "below_threshold"),
    _cell("everyone", TESTED, "reached", 20, 18, 22, "rounded"),
]


def test_a_release_without_the_file_beside_it_is_held_to_the_usual_policy(tmp_path: Path) -> None:
    write_rows(tmp_path / "counts.csv", CELLS)
    held = open_release(tmp_path)
    assert "Its policy is not known here: open-5 is taken for it." in held.notes
    assert held.promise.stated
    assert held.hidden.all()
    assert held.linked.sums.shape[0] == 1


def test_sums_of_rounded_counts_are_tried(tmp_path: Path) -> None:
    cells = [*CELLS[:2], _cell("everyone", TESTED, "reached", 25, 23, 27, "rounded")]
    cells[0] = _cell("FEMALE", TESTED, "reached", 20, 18, 20, "rounded")
    write_rows(tmp_path / "counts.csv", cells)
    found = {
        cell["division"].rpartition("\x1f")[2]: (low, high)
        for cell, low, high in by_attack(attacked(tmp_path), "sums")
    }
    assert found["MALE"] == (3, 4)


def test_steps_of_an_unknown_programme_are_not_added(tmp_path: Path) -> None:
    write_rows(tmp_path / "counts.csv", [_cell("everyone", "my-own/seen", "reached", 20, 18, 22, "rounded")])
    (tmp_path / "counts.csv-metadata.json").write_text("[]", "utf-8")
    assert any("programme is not known" in note for note in open_release(tmp_path).notes)


def test_exact_counts_are_told(tmp_path: Path) -> None:
    write_rows(tmp_path / "counts.csv", [_cell("everyone", TESTED, "reached", 20, 20, 20, "exact")])
    assert "No count is protected." in open_release(tmp_path).notes


def test_counts_without_bounds_are_refused(tmp_path: Path) -> None:
    write_rows(tmp_path / "counts.csv", [{**CELLS[0], "lower": ""}])
    with pytest.raises(UnreadableFile, match="rows without bounds"):
        open_release(tmp_path)
