"""In which format rows from the stores are written: our own of their record type, or our own with what it lacks.

A format of the library's holds one code list for each characteristic. Rows that came in a national format keep the
lists of that format: they are written with a profile that extends our own by them, so that nothing is recoded.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.records import Profile, load_profiles

_OWN = "native-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A profile's name, or that of a file with one; the columns that are written."""

    name: str
    profile: Path | None = None
    columns: frozenset[str] = field(default_factory=frozenset)


def format_for(part: Any, folder: Path) -> Format:
    """Return the format in which all of a part's rows can be written and read again as they are."""
    own = own_profile(part.record)
    held = {one for one in part.rows.column_names if part.rows.column(one).null_count < part.rows.num_rows}
    asked = {one.target for one in own.columns if one.required}
    lists = {one.target: one.code_list for one in own.columns if one.code_list}
    derived = {one.target for one in own.derived}
    targets = {one.target for one in own.columns}
    more = held - targets - derived
    more |= {one for one in held & derived if not _follows(part.rows, one, own)}
    more |= {one for one in held & set(lists) if part.code_lists.get(one, lists[one]) != lists[one]}
    if not more:
        return Format(name=own.id, columns=frozenset(held | asked))
    path = _written(part, own, sorted(more), folder)
    return Format(name=path.stem, profile=path, columns=frozenset(held | asked | more))


@cache
def own_profile(record: str) -> Profile:
    """Return our own format of a record type."""
    return next(one for one in load_profiles().values() if one.record == record and one.id.startswith(_OWN))


def _follows(rows: pa.Table, column: str, own: Profile) -> bool:
    """Whether a column is worked out again from another that is there wherever it is."""
    source = next((one.number for one in own.derived if one.target == column and one.number), None)
    if source is None or source not in rows.column_names:
        return False
    lacking = pc.and_(rows.column(source).is_null(), rows.column(column).is_valid())
    return not pc.any(lacking).as_py()


def _written(part: Any, own: Profile, more: list[str], folder: Path) -> Path:
    """A profile that extends our own by some columns, each in the list in which the rows hold it."""
    lines = [
        f'extends = "{own.id}"',
        f'title = "{own.title}, with the lists of the format that the rows came in"',
    ]
    for column in more:
        code_list, kind = part.code_lists.get(column), part.rows.schema.field(column).type
        word = (
            "code"
            if code_list
            else "date"
            if pa.types.is_date(kind)
            else "whole"
            if pa.types.is_integer(kind)
            else "text"
        )
        lines += [
            "",
            "[[column]]",
            f'name = "{column}"',
            f'kind = "{word}"',
            "required = false",
            "filled = false",
        ]
        lines += [f'code_list = "{code_list}"'] if code_list else []
    body = "\n".join(lines)
    name = f"extract-{part.record}-{hashlib.sha256(body.encode()).hexdigest()[:8]}"
    path = folder / f"{name}.toml"
    path.write_text(f'id = "{name}"\n{body}\n', "utf-8")
    return path
