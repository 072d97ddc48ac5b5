"""Ledgers of before releases were audited are still read."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from evenhand.disclosure.ledger import LedgerEntry, read_ledger, write_ledger
from evenhand.foundations import CountTable, UnreadableFile
from tests.unit.disclosure.tables import one_step, protected

CELLS = one_step(40, {"reached": 20, "no_need": 3})


def old_line(counts: CountTable, **changed: Any) -> str:
    names = ("cell_id", "value", "lower", "upper")
    cells = list(zip(*(counts.cells.column(name).to_pylist() for name in names), strict=True))
    line = {
        "run_id": "a",
        "policy": "open-5 2026-11",
        "as_at": "2024-12-31",
        "fingerprint": hashlib.sha256(json.dumps(cells).encode()).hexdigest(),
        "cells": cells,
    }
    return json.dumps({**line, **changed}) + "\n"


def test_an_old_ledger_is_read_as_what_it_showed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(old_line(protected(CELLS)) * 2, "utf-8")
    ledger = read_ledger(path)
    assert len(ledger.entries) == 2
    new = LedgerEntry.of(protected(CELLS), run_id="a", as_at="2024-12-31")
    assert ledger.entries[0].fingerprint == new.fingerprint
    assert ledger.differing(new) == 0
    write_ledger(ledger, path)
    assert [one.fingerprint for one in read_ledger(path).entries] == [new.fingerprint] * 2


def test_an_unknown_policy_of_old_promises_what_the_default_one_does(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(old_line(protected(CELLS), policy="our-own 3"), "utf-8")
    (one,) = read_ledger(path).entries
    assert (one.policy, one.threshold) == ("our-own 3", 5)


@pytest.mark.parametrize(
    "changed",
    [
        {"cells": [["a", 1, 2]]},
        {"cells": 3},
        {"cells": [["a", 1, "x", 2]]},
        {"cells": []},
        {"fingerprint": "no"},
    ],
)
def test_a_damaged_old_line_is_named(tmp_path: Path, changed: dict[str, Any]) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(old_line(protected(CELLS)) + old_line(protected(CELLS), **changed), "utf-8")
    with pytest.raises(UnreadableFile, match=r"ledger\.jsonl cannot be read: line 2 is damaged"):
        read_ledger(path)


def test_a_cell_id_that_is_none_is_damage(tmp_path: Path) -> None:
    cells = [["nonsense", 1, 1, 1]]
    digest = hashlib.sha256(json.dumps([tuple(cells[0])]).encode()).hexdigest()
    path = tmp_path / "ledger.jsonl"
    path.write_text(old_line(protected(CELLS), cells=cells, fingerprint=digest), "utf-8")
    with pytest.raises(UnreadableFile, match="line 1 is damaged"):
        read_ledger(path)
