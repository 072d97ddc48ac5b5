"""A release as it is written tells nothing; folders that are damaged, or hold no counts, are said."""

from dataclasses import replace
from pathlib import Path

import pytest

from evenhand.attack.carriers import carriers
from evenhand.foundations import UnreadableFile
from evenhand.publish import write_release
from tests.disclosure.carriers_released import FORMATS, found_in
from tests.unit.publish.releases import partnership, stop_and_search


def test_nothing_is_recovered_from_a_release_as_it_is_written(written: Path) -> None:
    tried = carriers(written)
    assert [(one.where, one.words) for one in tried.recovered] == []
    assert tried.cells > 1000
    assert "run.json" in tried.note


def test_nothing_is_recovered_from_rates_among_residents(tmp_path: Path) -> None:
    release = replace(stop_and_search(), run={"run_id": "7f3c9a2e51d0"}, about=())
    write_release(release, tmp_path, formats=FORMATS)
    assert [(one.where, one.words) for one in found_in(tmp_path)] == []


def test_exact_counts_have_nothing_to_hide(tmp_path: Path) -> None:
    write_release(
        partnership(areas={"X1": "Riverside"}, size=0.1, policy="internal-exact"), tmp_path, formats=()
    )
    tried = carriers(tmp_path)
    assert tried.recovered == ()
    assert "exact" in tried.note


def test_a_folder_without_counts_says_so(tmp_path: Path) -> None:
    assert "no counts.csv" in carriers(tmp_path).note


def test_damaged_counts_are_refused(copied: Path) -> None:
    with (copied / "counts.csv").open("a", encoding="utf-8") as file:
        file.write("one cell too many" + "," * 30 + "\n")
    with pytest.raises(UnreadableFile):
        carriers(copied)
