"""The ledger of releases: what is entered, how two releases differ, and a file that was damaged."""

import json
from pathlib import Path

import pytest

from evenhand.disclosure import Ledger, LedgerEntry, read_ledger, write_ledger
from evenhand.foundations import NotProtected, UnreadableFile
from tests.unit.disclosure.tables import exact, one_step, protected

CELLS = one_step(40, {"reached": 20, "no_need": 20})


def entry(run: str = "run", **changed: int) -> LedgerEntry:
    cells = dict(CELLS) | {("MALE", "in_need", state): count for state, count in changed.items()}
    return LedgerEntry.of(protected(cells), run_id=run, as_at="2024-12-31")


def test_an_entry_holds_what_was_shown_and_nothing_more() -> None:
    one = entry(no_need=3)
    assert (one.policy, one.as_at) == ("open-5 2026-11", "2024-12-31")
    assert {cell[0].split(";")[-2]: cell[1:] for cell in one.cells if "in_need" in cell[0]} == {
        "state=at_risk": (40, 38, 42),
        "state=no_need": (None, 0, 4),
        "state=reached": (20, 18, 22),
    }


def test_exact_counts_are_never_entered() -> None:
    with pytest.raises(NotProtected):
        LedgerEntry.of(exact(CELLS), run_id="run", as_at="2024-12-31")


def test_a_file_that_does_not_exist_is_an_empty_ledger(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "ledger.jsonl") == Ledger()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = Ledger((entry("a"), entry("b", no_need=2)))
    write_ledger(ledger, path)
    assert read_ledger(path) == ledger
    first = path.read_bytes()
    write_ledger(read_ledger(path), path)
    assert path.read_bytes() == first
    assert len(first.splitlines()) == 2


def test_the_same_release_is_entered_once() -> None:
    ledger = Ledger().with_entry(entry("a"))
    assert ledger.with_entry(entry("a")) is ledger
    assert len(ledger.with_entry(entry("b")).entries) == 2


def test_counts_that_are_shown_alike_are_one_release() -> None:
    assert entry(reached=20) == entry(reached=22)
    assert entry(reached=20) != entry(reached=23)


def test_cells_that_an_earlier_release_showed_otherwise_are_counted() -> None:
    ledger = Ledger((entry("a"),))
    assert ledger.differing(entry("b")) == 0
    assert ledger.differing(entry("b", reached=21)) == 0
    assert ledger.differing(entry("b", reached=28)) == 1
    assert ledger.differing(entry("b", reached=28, no_need=12)) == 2


def test_a_cell_that_no_earlier_release_had_does_not_differ() -> None:
    new = LedgerEntry.of(protected({("", "tested", "reached"): 40}), run_id="b", as_at="2024-12-31")
    assert Ledger((entry("a"),)).differing(new) == 0


def test_a_cell_that_earlier_releases_showed_in_two_ways_differs_from_both() -> None:
    ledger = Ledger((entry("a"), entry("b", reached=28)))
    assert ledger.differing(entry("c")) == 1


GOOD = json.dumps(entry("a").to_row())


@pytest.mark.parametrize(
    "text",
    [
        GOOD[:-20],
        "not json\n",
        "[1, 2]\n",
        "5\n",
        "null\n",
        "{}\n",
        GOOD.replace('"run_id"', '"other"'),
        json.dumps({**json.loads(GOOD), "cells": [["a", 1, 2]]}),
        json.dumps({**json.loads(GOOD), "cells": 3}),
        json.dumps({**json.loads(GOOD), "cells": [["a", 1, "x", 2]]}),
        json.dumps({**json.loads(GOOD), "cells": []}),
        GOOD.replace("40, 38, 42", "45, 43, 47"),
    ],
)
def test_a_damaged_file_is_said_to_be_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableFile, match=r"ledger\.jsonl cannot be read"):
        read_ledger(path)


def test_a_folder_and_a_binary_file_are_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    for one in (path, tmp_path):
        with pytest.raises(UnreadableFile):
            read_ledger(one)


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(f"{GOOD}\n\n", "utf-8")
    assert len(read_ledger(path).entries) == 1
