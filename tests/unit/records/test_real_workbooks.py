"""Published workbooks, which nobody here made: read where EVENHAND_REAL_DATA names the folder that holds them."""

import os
from pathlib import Path

import pytest

from evenhand.records.contents import load
from evenhand.records.limits import load_limits
from evenhand.records.tables import Table, tables

FOLDER = os.environ.get("EVENHAND_REAL_DATA", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="EVENHAND_REAL_DATA names no folder")


def found(name: str) -> list[Table]:
    path = Path(FOLDER) / name
    return list(tables(load(path, path.name), load_limits()))


def test_ods_with_titles_above_and_notes_below() -> None:
    name = "use_of_force/police-use-of-force-apr2018-mar2019-hosb3319-tables.ods"
    table = next(one for one in found(name) if one.sheet == "Table_14" and one.row == 4)
    raw = table.take_apart()
    assert (len(raw.header), raw.read) == (11, 1541)
    assert raw.notes[1] == "9 rows of notes below the table passed over, from row 1547."


def test_old_workbook() -> None:
    table = next(one for one in found("xlsforms/tutorial.xls") if one.sheet == "choices")
    assert table.header == ("tutorial notes", "list name", "name", "label")
    assert table.take_apart().read == 7
