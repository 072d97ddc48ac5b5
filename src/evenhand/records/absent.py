"""What a file doesn't ask isn't a person's 'not known': an optional column without any value stays empty."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.records.detect import matched
from evenhand.records.opened import Opened
from evenhand.records.profiles import Profile
from evenhand.records.spelled import filled_texts

_FIRST = 1000


def without_absent(rows: pa.Table, files: Sequence[Opened]) -> pa.Table:
    """Return rows (with file_no) in which what is optional is null where their file has no such heading,
    or nothing below it in any row.

    A band says what it is there by `otherwise`; one that says nothing stays empty too.
    """
    profile = files[0].profile
    there = [_with_values(one) for one in files]
    for target, sources in _optional(profile).items():
        without = [number for number, headings in enumerate(there) if not sources & headings]
        if without and target in rows.schema.names:
            absent = pc.is_in(rows.column("file_no"), value_set=pa.array(without, pa.int32()))
            values = rows.column(target)
            kept = pc.if_else(absent, pa.scalar(None, values.type), values)
            rows = rows.set_column(rows.schema.get_field_index(target), target, kept)
    return rows


def _with_values(opened: Opened) -> set[str]:
    """Return the targets of which the file holds a value in some row."""
    found = matched(opened.raw.header, opened.profile)
    return {target for target, place in found.items() if _any(opened, place)}


def _any(opened: Opened, place: int) -> bool:
    """Whether a cell of a column holds a value: mostly one of the first does."""
    cells = opened.raw.cells.column(f"c{place}")
    heading = opened.raw.header[place]  # which may stand again in the middle of the file
    words = pa.array([None, *opened.profile.blanks, heading], pa.string())
    parts = (filled_texts(one) for one in (cells.slice(0, _FIRST), cells.slice(_FIRST)) if len(one))
    return any(not pc.all(pc.is_in(part, value_set=words)).as_py() for part in parts)


def _optional(profile: Profile) -> dict[str, set[str]]:
    """Return the targets that need not be there, with the headings (targets) that they come from."""
    found = {
        one.target: {one.target} for one in profile.columns if not one.required and one.blank is not None
    }
    for one in profile.derived:
        if one.number and one.otherwise is None:
            found[one.target] = _sources(profile, one.number)
    return found


def _sources(profile: Profile, target: str) -> set[str]:
    """Return the columns from which a target comes."""
    derived = next((one for one in profile.derived if one.target == target), None)
    if derived is None:
        return {target}
    parts = derived.first_of or ((derived.born,) if derived.born else (derived.number,))
    return {each for part in parts if part for each in _sources(profile, part)}
