"""What is taken from the files of one profile, in the columns of its record type, and the account of each file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.records.profiles import Profile, Shape
from evenhand.records.sort_out import Opened, Sorted, Sorter
from evenhand.records.types import RECORD_SCHEMAS, REJECT_SCHEMA, InputFile
from evenhand.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The files of one profile, sorted out: see Inputs for what the parts hold."""

    record: str
    rows: pa.Table
    files: tuple[InputFile, ...]
    rejected: pa.Table
    rejected_rows: Mapping[str, pa.Table]
    code_lists: Mapping[tuple[str, str], str]


def accept(files: Sequence[Opened], vocabulary: Vocabulary) -> Accepted:
    """Return what the files of one profile hold, and what of it can't be used."""
    profile = files[0].profile
    fresh = [one for one in files if one.copy_of is None]
    sorter = Sorter(fresh, vocabulary)
    try:
        sorter.check()
        result = sorter.sort()
    finally:
        sorter.close()
    numbers = {one.file: number for number, one in enumerate(fresh)}
    faults = {one.file: _faults(one, numbers[one.file], result) for one in fresh}
    return Accepted(
        record=profile.record,
        rows=result.accepted.select(RECORD_SCHEMAS[profile.record].names).cast(
            RECORD_SCHEMAS[profile.record]
        ),
        files=tuple(_account(one, numbers.get(one.file), result) for one in files),
        rejected=pa.concat_tables(faults.values()),
        rejected_rows={
            one.file: _rejected_rows(one, faults[one.file]) for one in fresh if len(faults[one.file])
        },
        code_lists={(profile.record, target): listed for target, listed in profile.code_lists.items()},
    )


def _account(opened: Opened, number: int | None, result: Sorted) -> InputFile:
    read = opened.raw.read
    if number is None:
        rejected, duplicates = 0, read
    else:
        faulty = _of(result.faults, number)
        rejected = opened.raw.malformed.num_rows + int(pc.count_distinct(faulty.column("line")).as_py())
        duplicates = _of(result.duplicates, number).num_rows
    return InputFile(
        file=opened.file,
        sha256=opened.sha256,
        profile=opened.profile.id,
        record=opened.profile.record,
        read=read,
        accepted=_of(result.accepted, number).num_rows if number is not None else 0,
        rejected=rejected,
        duplicates=duplicates,
        warnings=tuple(_warnings(opened, number, result)),
    )


def _of(table: pa.Table, number: int) -> pa.Table:
    return table.filter(pc.equal(table.column("file_no"), number))


def _faults(opened: Opened, number: int, result: Sorted) -> pa.Table:
    own = _of(result.faults, number)
    own = own.set_column(0, "file", pa.repeat(pa.scalar(opened.file), own.num_rows)).cast(REJECT_SCHEMA)
    return pa.concat_tables([own, opened.raw.faults]).sort_by("line")


def _rejected_rows(opened: Opened, faults: pa.Table) -> pa.Table:
    raw = opened.raw
    lines = pc.unique(faults.column("line"))
    rows = raw.cells.filter(pc.is_in(raw.cells.column("line"), value_set=lines))
    return rows


def _warnings(opened: Opened, number: int | None, result: Sorted) -> list[str]:
    profile: Profile = opened.profile
    if number is None:
        return [f"The same file as {opened.copy_of}: its rows are counted once."]
    found = []
    if opened.raw.blank:
        found.append(f"{opened.raw.blank} empty rows were passed over.")
    if profile.keep_duplicates and opened.raw.alike:
        found.append(
            f"{opened.raw.alike} rows are exactly like an earlier one; nothing says whether they are errors, so they are counted."
        )
    return found


__all__ = ["Accepted", "Shape", "accept"]
