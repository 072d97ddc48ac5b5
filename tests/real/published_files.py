"""Published files on this machine: EVENHAND_REAL_DATA names the folder. None of them is ours to keep, so none is here."""

import os
from pathlib import Path

import pandas as pd
import pytest

from evenhand.records import Inputs, read
from evenhand.vocabulary import load_vocabulary

FOLDER = Path(os.environ.get("EVENHAND_REAL_DATA") or "not-set")
needs_files = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="EVENHAND_REAL_DATA names no folder of published files"
)


def read_files(*names: str, population: tuple[str, ...] = ()) -> Inputs:
    """Read files of the folder, named with their topic: `ndtms/viewit.csv`."""
    return read(
        [FOLDER / one for one in names],
        population=[FOLDER / one for one in population],
        vocabulary=load_vocabulary(),
    )


def counted(inputs: Inputs) -> pd.DataFrame:
    """Return the counts that were read, with the year in which each period begins."""
    table = inputs.records["count"].to_pandas()
    return table.assign(year=table["period"].str[:4].astype(int), stage=table["stage"].str.split("/").str[1])


def cells(table: pd.DataFrame, **asked: object) -> pd.Series:
    """Return the one column of counts by year of the rows that have all the values asked for."""
    for name, wanted in asked.items():
        table = table[table[name] == wanted]
    return table.set_index("year")["count"].sort_index()
