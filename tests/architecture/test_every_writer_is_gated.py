"""No code path writes a table that has not passed: every function that writes a file is listed here, with its gate.

A new writer fails the first test until it is listed; a listed one that publishes fails the second until somebody has
tried to write exact counts, a forged seal and an unpublishable policy through it.
"""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from evenhand.cli.protect import _write as write_protected
from evenhand.disclosure import load_policy, protect_tally
from evenhand.disclosure.ledger import Ledger, LedgerEntry, write_ledger
from evenhand.disclosure.record_level import load_record_policy
from evenhand.disclosure.rows import SharedRows, share_rows, write_shared_rows
from evenhand.disclosure.tables import Protected, policy_for
from evenhand.foundations import KEY_COLUMNS, CountTable, EvenhandError, NotProtected, exact_tally
from evenhand.foundations.checked_result import CheckedResult
from evenhand.publish import Release, write_release
from tests.architecture import source
from tests.architecture.writers import writers
from tests.unit.publish.releases import partnership


class Gate(StrEnum):
    """What stands between a writer and what nobody should read. Add a gate here, and its attempts below."""

    PROTECTED = "counts that a policy protected, by their type and looked at again when they are written"
    CHECKED = "rows that a check passed, by their type and looked at again when they are written"
    PART = "no file of its own: bytes, or a folder that is removed, for a writer that is gated"
    OWN = "the user's own records, which never leave: refused rows, own returns, the ledger, a key"
    MADE_UP = "synthetic people"
    NOTHING = "what the user typed or chose: a profile, a vocabulary; no record and no count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What a function writes, and by which gate."""

    writes: str
    gate: Gate


WRITERS = {
    "evenhand.publish.write:write_release": Writer(writes="a release", gate=Gate.PROTECTED),
    "evenhand.cli.protect:_write": Writer(writes="protected tables, their certificate", gate=Gate.PROTECTED),
    "evenhand.disclosure.rows.share:write_shared_rows": Writer(
        writes="rows for a partner", gate=Gate.CHECKED
    ),
    "evenhand.publish.files:csv_text": Writer(writes="a table as text", gate=Gate.PART),
    "evenhand.publish.spreadsheet.package:ods": Writer(writes="a spreadsheet as bytes", gate=Gate.PART),
    "evenhand.publish.typesetting:typeset": Writer(writes="a PDF or PNG as bytes", gate=Gate.PART),
    "evenhand.publish.typesetting:_copy": Writer(
        writes="fonts into a folder that is removed", gate=Gate.PART
    ),
    "evenhand.disclosure.ledger.file:write_ledger": Writer(writes="the ledger of releases", gate=Gate.OWN),
    "evenhand.records.export:write_export": Writer(writes="treatment records as a return", gate=Gate.OWN),
    "evenhand.records.rejects:write_rejects": Writer(writes="rows that were refused", gate=Gate.OWN),
    "evenhand.cli.key_file:key_for": Writer(writes="the key of cell keys", gate=Gate.OWN),
    "evenhand.synthetic.write:write_partnership": Writer(writes="what was planted", gate=Gate.MADE_UP),
    "evenhand.synthetic.write:_write_csv": Writer(writes="made-up records", gate=Gate.MADE_UP),
    "evenhand.calibration.table:to_csv": Writer(writes="what was simulated, as text", gate=Gate.MADE_UP),
    "evenhand.cli.calibrate:_write": Writer(writes="what was simulated", gate=Gate.MADE_UP),
    "evenhand.cli.profiles:profiles": Writer(writes="a proposed profile", gate=Gate.NOTHING),
    "evenhand.cli.compare:compare": Writer(writes="rows that are printed, not a file", gate=Gate.OWN),
    "evenhand.cli:main": Writer(writes="nothing: opens the null device for a closed pipe", gate=Gate.NOTHING),
}


def test_every_function_that_writes_a_file_is_listed() -> None:
    found = writers(source.library_modules())
    unlisted = {name: places for name, places in found.items() if name not in WRITERS}
    assert unlisted == {}


def test_every_listed_writer_still_writes() -> None:
    assert set(WRITERS) - set(writers(source.library_modules())) == set()


Attempt = Callable[[Path], object]


@cache
def release() -> Release:
    return partnership(areas={"X1": "Riverside"}, size=0.1)


@cache
def inside() -> Release:
    """The same people, exactly, for staff who are entitled to that."""
    return partnership(areas={"X1": "Riverside"}, size=0.1, policy="internal-exact")


def exact_counts(of: Release) -> CountTable:
    """The counts of a release as if they were exact."""
    cells = of.counts.cells
    return CountTable.exact({name: cells.column(name) for name in KEY_COLUMNS}, cells.column("upper"))


def exact_side_table() -> Any:
    return exact_tally(
        "reasons", "Why", ("reason",), ("Reason",), "rows", {"reason": pa.array(["under_18"])}, pa.array([3])
    )


def exact_release(folder: Path) -> object:
    good = release()
    return write_release(replace(good, counts=exact_counts(good)), folder)


def release_with_a_forged_seal(folder: Path) -> object:
    good = release()
    forged = CountTable(
        cells=exact_counts(good).cells, protection=good.counts.protection, _seal=good.counts._seal
    )
    return write_release(replace(good, counts=forged), folder)


def release_with_a_seal_of_ones_own(folder: Path) -> object:
    good = release()
    cells = exact_counts(good).cells
    seal = SimpleNamespace(cells=cells, certificate=getattr(good.counts, "certificate", None))
    forged = CountTable(cells=cells, protection=good.counts.protection, _seal=seal)  # type: ignore[arg-type]
    return write_release(replace(good, counts=forged), folder)


def release_whose_counts_were_changed_afterwards(folder: Path) -> object:
    changed = copy.copy(release())
    object.__setattr__(changed, "counts", exact_counts(changed))
    return write_release(changed, folder)


def release_whose_cells_were_changed_afterwards(folder: Path) -> object:
    good = release()
    changed = copy.copy(good.counts)
    object.__setattr__(changed, "cells", exact_counts(good).cells)
    return write_release(replace(good, counts=changed), folder)


def something_like_a_release(folder: Path) -> object:
    good = release()
    parts = {name: getattr(good, name) for name in Release.__slots__}
    like = SimpleNamespace(**{**parts, "counts": exact_counts(good), "language": "en"})
    return write_release(like, folder)  # type: ignore[arg-type]


def release_with_an_exact_side_table(folder: Path) -> object:
    return write_release(replace(release(), tallies=(exact_side_table(),)), folder)


def release_with_a_side_table_under_another_policy(folder: Path) -> object:
    tally = protect_tally(exact_side_table(), load_policy("internal-exact"))
    return write_release(replace(release(), tallies=(tally,)), folder)


def release_with_a_side_table_changed_afterwards(folder: Path) -> object:
    tally = protect_tally(exact_side_table(), load_policy("open-5"))
    object.__setattr__(tally, "rows", exact_side_table().rows)
    return write_release(replace(release(), tallies=(tally,)), folder)


def release_with_measures_of_exact_counts(folder: Path) -> object:
    return write_release(replace(release(), measures=inside().measures), folder)


def release_with_findings_of_exact_counts(folder: Path) -> object:
    return write_release(replace(release(), findings=inside().findings), folder)


def release_with_measures_of_exact_counts_renamed(folder: Path) -> object:
    good = release()
    renamed = replace(inside().measures, protection=good.counts.protection)
    return write_release(replace(good, measures=renamed), folder)


def release_with_findings_of_exact_counts_renamed(folder: Path) -> object:
    good = release()
    renamed = replace(inside().findings, protection=good.counts.protection)
    return write_release(replace(good, findings=renamed), folder)


def curves_by_hand() -> CheckedResult:
    """Figures that no check passed, under the name and protection of those that do."""
    forged = object.__new__(CheckedResult)
    values = pa.table({"time": [0.0, 7.0], "staying": [1.0, 0.97]})
    parts = {"kind": "curve", "values": values, "notes": ("",), "protection": load_record_policy().protection}
    for name, part in {**parts, "_seal": SimpleNamespace(values=values)}.items():
        object.__setattr__(forged, name, part)
    return forged


def release_with_curves_that_nobody_checked(folder: Path) -> object:
    return write_release(replace(release(), curves=(curves_by_hand(),)), folder)


def release_with_something_like_curves(folder: Path) -> object:
    return write_release(replace(release(), curves=(SimpleNamespace(kind="curve"),)), folder)  # type: ignore[arg-type]


PEOPLE = pa.table({"sex": ["FEMALE"] * 3, "age": ["18_24", "25_34", "35_44"]})


def rows_of_few(folder: Path) -> object:
    from evenhand.disclosure.rows import load_row_policy

    return write_shared_rows(share_rows(PEOPLE, policy=load_row_policy()), folder / "rows.csv")


def rows_with_a_forged_seal(folder: Path) -> object:
    return write_shared_rows(
        SharedRows(rows=PEOPLE, check=SimpleNamespace(passed=True), _seal=SimpleNamespace(rows=PEOPLE)),  # type: ignore[arg-type]
        folder / "rows.csv",
    )


def something_like_rows_that_passed(folder: Path) -> object:
    return write_shared_rows(SimpleNamespace(rows=PEOPLE), folder / "rows.csv")  # type: ignore[arg-type]


def tables_under_a_policy_that_publishes_nothing(folder: Path) -> object:
    return write_protected(SimpleNamespace(policy=policy_for("internal-exact")), folder)  # type: ignore[arg-type]


def something_like_protected_tables(folder: Path) -> object:
    files = (SimpleNamespace(file="counts.csv", data=b"group,count\nwomen,3\n"),)
    return write_protected(SimpleNamespace(files=files, certificate={}), folder)  # type: ignore[arg-type]


def tables_that_nobody_protected(folder: Path) -> object:
    files = (SimpleNamespace(file="counts.csv", data=b"group,count\nwomen,3\n"),)
    made = Protected(tables=None, shown=None, files=files, certificate={}, notes=())  # type: ignore[arg-type]
    return write_protected(made, folder)


def ledger_of_exact_counts(folder: Path) -> object:
    entry = LedgerEntry.of(exact_counts(release()), run_id="a", as_at="2026-05-14")
    return write_ledger(Ledger((entry,)), folder / "ledger.jsonl")


ATTEMPTS: dict[str, tuple[Attempt, ...]] = {
    "evenhand.publish.write:write_release": (
        exact_release,
        release_with_a_forged_seal,
        release_with_a_seal_of_ones_own,
        release_whose_counts_were_changed_afterwards,
        release_whose_cells_were_changed_afterwards,
        something_like_a_release,
        release_with_an_exact_side_table,
        release_with_a_side_table_under_another_policy,
        release_with_a_side_table_changed_afterwards,
        release_with_measures_of_exact_counts,
        release_with_findings_of_exact_counts,
        release_with_measures_of_exact_counts_renamed,
        release_with_findings_of_exact_counts_renamed,
        release_with_curves_that_nobody_checked,
        release_with_something_like_curves,
    ),
    "evenhand.cli.protect:_write": (
        tables_under_a_policy_that_publishes_nothing,
        something_like_protected_tables,
        tables_that_nobody_protected,
    ),
    "evenhand.disclosure.rows.share:write_shared_rows": (
        rows_of_few,
        rows_with_a_forged_seal,
        something_like_rows_that_passed,
    ),
    "evenhand.disclosure.ledger.file:write_ledger": (ledger_of_exact_counts,),
}
"""What was tried on each writer: exact counts, forged seals, policies that publish nothing, and things that look alike."""


def test_every_writer_that_publishes_was_tried() -> None:
    published = {name for name, one in WRITERS.items() if one.gate in (Gate.PROTECTED, Gate.CHECKED)}
    assert published - set(ATTEMPTS) == set()
    assert all(len(ATTEMPTS[name]) >= 3 for name in published)


EVERY = [pytest.param(one, id=one.__name__) for several in ATTEMPTS.values() for one in several]


@pytest.mark.parametrize("attempt", EVERY)
def test_a_writer_refuses_what_did_not_pass_and_writes_nothing(attempt: Attempt, tmp_path: Path) -> None:
    with pytest.raises(EvenhandError) as refused:
        attempt(tmp_path)
    assert isinstance(refused.value, NotProtected) or "may be published under" in str(refused.value)
    assert list(tmp_path.rglob("*")) == []


def test_what_passed_is_written(tmp_path: Path) -> None:
    write_release(release(), tmp_path, formats=())
    assert json.loads((tmp_path / "run.json").read_text("utf-8"))["run_id"]


SEEN = {
    "path.write_text('x')": True,
    "path.write_bytes(b'x')": True,
    "open('a', 'w')": True,
    "open('a', mode='ab')": True,
    "open('a', mode)": True,
    "open('a')": False,
    "open('a', 'rb')": False,
    "path.open('x')": True,
    "path.open(encoding='utf-8')": False,
    "path.replace(other)": True,
    "text.replace('a', 'b')": False,
    "path.rename(other)": True,
    "import csv\ncsv.writer(file)": True,
    "from csv import DictWriter\nDictWriter(file, [])": True,
    "import csv\ncsv.reader(file)": False,
    "from zipfile import ZipFile\nZipFile('a', 'w')": True,
    "from zipfile import ZipFile\nZipFile('a')": False,
    "import pyarrow.csv as pa_csv\npa_csv.write_csv(table, 'a')": True,
    "import pyarrow.parquet as pq\npq.write_table(table, 'a')": True,
    "figure.savefig('a')": True,
    "frame.to_csv('a')": True,
    "import json\njson.dump({}, file)": True,
    "import json\njson.dumps({})": False,
    "import typst\ntypst.compile('a')": True,
    "connection.execute(\"COPY counts TO 'a.csv' (HEADER)\")": True,
    "connection.execute('SELECT 1')": False,
    "import subprocess\nsubprocess.run(['a'])": True,
    "print('x')": False,
}


@pytest.mark.parametrize("text", SEEN)
def test_the_walk_sees_every_way_to_write(text: str, tmp_path: Path) -> None:
    path = tmp_path / "src" / "evenhand" / "some.py"
    path.parent.mkdir(parents=True)
    body = "\n".join(f"    {line}" for line in text.splitlines())
    path.write_text(f"def function():\n{body}\n", "utf-8")
    module = source.Module(
        name="evenhand.some",
        path=source.ROOT / "some.py",
        is_package=False,
        text=text,
        tree=source.read_module(path, tmp_path / "src").tree,
    )
    assert bool(writers([module])) is SEEN[text]
