"""What the name of a file, or its profile itself, says of every row in it: a year, a trial."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import pyarrow as pa

from evenhand.records.profiles import Profile


def said_by_name(profile: Profile, file: str) -> Mapping[str, str | None]:
    """Return for each target of `profile.from_name` what the file's name says; None where it says nothing.

    The last match counts: `2018-19` in a name may follow another number. Its groups are put into `as`.
    """
    name = PurePosixPath(file).name
    return {target: _said(one, name) for target, one in profile.from_name.items()}


def _said(one: Mapping[str, str], name: str) -> str | None:
    matches = list(re.finditer(one["pattern"], name, re.IGNORECASE))
    return one.get("as", "{0}").format(*matches[-1].groups()) if matches else None


def add_said(rows: pa.Table, profile: Profile, files: Sequence[str]) -> pa.Table:
    """Return rows (with file_no) with columns for what their file's name, or the profile itself, says of all.

    A column that the rows have stays as it is. `files` are the names, in the order of `file_no`.
    """
    for target, value in profile.constants.items():
        if target not in rows.schema.names:
            rows = rows.append_column(target, pa.repeat(pa.scalar(value), rows.num_rows))
    said = [said_by_name(profile, one) for one in files]
    for target in profile.from_name:
        if target not in rows.schema.names:
            values = pa.array([one[target] for one in said], pa.string())
            rows = rows.append_column(target, values.take(rows.column("file_no").combine_chunks()))
    return rows
