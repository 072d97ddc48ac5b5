"""Rows that are taken out before the rules: headings that are repeated, and people who withhold consent.

The rules would find a fault in every cell of these, and say nothing of what they are.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.records.profiles import Column, Profile
from evenhand.records.rules import text_of
from evenhand.records.spelled import filled_texts
from evenhand.records.sql import Fault

WITHHELD = "no"
"""The code of consent that is withheld (records.types)."""

REPEATED_HEADINGS = Fault(
    column="",
    where="true",
    rule="This row repeats the headings, as if two files had been put together.",
    mend="Take it out, and see whether the rows below it belong to the same table.",
)


def repeats_headings(header: Sequence[str], cells: pa.Table, places: Sequence[int]) -> NDArray[np.bool_]:
    """Return which rows have the headings in their cells; `places` are the columns that are read."""
    same = np.ones(cells.num_rows, bool)
    for place in places:
        same &= pc.equal(cells.column(f"c{place}"), header[place]).to_numpy(zero_copy_only=False)
        if not same.any():
            break
    return same


def withholds_consent(values: pa.Array) -> NDArray[np.bool_]:
    """Return which rows are of people who withhold consent, by the codes of that column."""
    held: NDArray[np.bool_] = pc.fill_null(pc.equal(values, WITHHELD), False).to_numpy(zero_copy_only=False)
    return held


def consent_column(profile: Profile) -> Column | None:
    """Return the column that says whether somebody agrees to be counted, if the format has one."""
    return next((one for one in profile.columns if one.target == "consent"), None)


def without_consent(raw: pa.Table, held: NDArray[np.bool_], profile: Profile) -> pa.Table:
    """Return file_no, line and provider ('' where not known) of the rows that are taken out."""
    rows = raw.filter(pa.array(held))
    column = next((one for one in profile.columns if one.target == "provider"), None)
    said = filled_texts(rows.column(text_of(column))) if column else pa.nulls(rows.num_rows, pa.string())
    return pa.table(
        {
            "file_no": rows.column("file_no"),
            "line": rows.column("line"),
            "provider": pc.fill_null(said, ""),
        }
    )
