"""What is taken from the files of one profile, in the columns of its record type, and each file's account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.records import census, counts, estimates, published
from evenhand.records.absent import without_absent
from evenhand.records.cautions import cautions
from evenhand.records.fold import fold
from evenhand.records.from_name import add_said
from evenhand.records.opened import Opened
from evenhand.records.profiles import Shape
from evenhand.records.rejects import rows_as_they_stood
from evenhand.records.rounding import together
from evenhand.records.sorter import Sorted, Sorter
from evenhand.records.types import RECORD_SCHEMAS, REJECT_SCHEMA, InputFile
from evenhand.records.warned import Warned, warn
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
    warned: pa.Table


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of the rows: sorted out, as records, with sentences by number of the file."""

    result: Sorted
    rows: pa.Table
    warnings: Mapping[int, Sequence[str]]
    warned: Warned = field(default_factory=Warned)
    without_consent: pa.Table | None = None


def accept(
    files: Sequence[Opened], vocabulary: Vocabulary, secret: bytes | None = None, as_at: date | None = None
) -> Accepted:
    """Return what the files of one profile hold, and what of it can't be used.

    `secret` keys what identifies people in the formats that hold it (PersonKey); dates after `as_at` are
    warned of.
    """
    profile, schema = files[0].profile, RECORD_SCHEMAS[files[0].profile.record]
    fresh = [one for one in files if one.copy_of is None]
    outcome = _sort(fresh, vocabulary, secret, as_at)
    rejected = {one.file: _faults(one, number, outcome.result) for number, one in enumerate(fresh)}
    accounts = {one.file: _account(one, number, outcome) for number, one in enumerate(fresh)}
    table = _as_record(_said(outcome.rows, fresh), schema, vocabulary)
    return Accepted(
        record=profile.record,
        rows=table,
        files=tuple(accounts.get(one.file) or _copy(one) for one in files),
        rejected=pa.concat_tables(rejected.values()),
        rejected_rows={
            one.file: rows_as_they_stood(one.raw, rejected[one.file])
            for one in fresh
            if len(rejected[one.file])
        },
        code_lists={
            (profile.record, target): listed
            for target, listed in profile.code_lists.items()
            if profile.shape is Shape.ROWS and target in table.schema.names
            if not table.num_rows or table.column(target).null_count < table.num_rows
        },
        warned=outcome.warned.table([one.file for one in fresh], profile.record),
    )


def _said(rows: pa.Table, files: Sequence[Opened]) -> pa.Table:
    if files[0].profile.shape is not Shape.ROWS:
        return rows
    return add_said(rows, files[0].profile, [one.file for one in files])


def _as_record(rows: pa.Table, schema: pa.Schema, vocabulary: Vocabulary) -> pa.Table:
    """Return the rows in the columns of their record type, and the characteristics they hold beside those."""
    more = [n for n in rows.schema.names if n in vocabulary.characteristics and n not in schema.names]
    own = [n for n in more if rows.column(n).null_count < rows.num_rows]
    wanted = pa.schema([*schema, *((name, pa.string()) for name in sorted(own))])
    columns = [
        rows.column(one.name) if one.name in rows.schema.names else pa.nulls(rows.num_rows, one.type)
        for one in wanted
    ]
    return pa.table(columns, names=wanted.names).cast(wanted)


def _sort(
    files: Sequence[Opened], vocabulary: Vocabulary, secret: bytes | None, as_at: date | None
) -> _Outcome:
    """Return the rows sorted out, the accepted ones as records, and warnings by number of the file."""
    sorter = Sorter(files, vocabulary, secret)
    try:
        sorter.check()
        if sorter.profile.shape in (Shape.COUNTS, Shape.POPULATION):
            table, warnings = counts.understand(sorter)
            result = sorter.sort(table)
            return _Outcome(result, result.accepted, warnings)
        if sorter.profile.record == "estimate":
            table, warnings = estimates.understand(sorter)
            result = sorter.sort(table)
            return _Outcome(result, result.accepted, warnings)
        if sorter.profile.shape is Shape.PUBLISHED:
            warnings = published.understand(sorter)
            result = sorter.sort("checked")
            return _Outcome(result, published.counts(sorter, result.accepted), warnings)
        result = (
            fold(sorter, sorter.profile.fold, "checked") if sorter.profile.fold else sorter.sort("checked")
        )
        if sorter.profile.shape in (Shape.WIDE, Shape.LONG):
            return _Outcome(result, *census.residents(sorter, result.accepted))
        rows = without_absent(result.accepted, files)
        warned = warn(sorter, rows, as_at)
        said = together(_other_months(files, result), cautions(sorter, "checked"), warned.sentences)
        return _Outcome(result, rows, said, warned, sorter.without_consent)
    finally:
        sorter.close()


def _account(opened: Opened, number: int, outcome: _Outcome) -> InputFile:
    result, faulty = outcome.result, _of(outcome.result.faults, number)
    return InputFile(
        file=opened.file,
        sha256=opened.sha256,
        profile=opened.profile.id,
        record=opened.profile.record,
        read=opened.raw.read,
        accepted=_rows_of(result.accepted, number),
        rejected=opened.raw.malformed.num_rows + len(pc.unique(faulty.column("line"))),
        duplicates=_rows_of(result.duplicates, number),
        folded=_rows_of(result.folded, number),
        without_consent=_rows_of(outcome.without_consent, number),
        warnings=(*_oddities(opened), *outcome.warnings.get(number, ())),
    )


def _rows_of(table: pa.Table | None, number: int) -> int:
    if table is None:
        return 0
    return int(pc.sum(pc.equal(table.column("file_no"), pa.scalar(number, pa.int32()))).as_py() or 0)


def _copy(opened: Opened) -> InputFile:
    return InputFile(
        file=opened.file,
        sha256=opened.sha256,
        profile=opened.profile.id,
        record=opened.profile.record,
        read=opened.raw.read,
        accepted=0,
        rejected=0,
        duplicates=opened.raw.read,
        warnings=(f"The same file as {opened.copy_of}, so its rows are not counted again.",),
    )


def _of(table: pa.Table, number: int) -> pa.Table:
    return table.filter(pc.equal(table.column("file_no"), pa.scalar(number, pa.int32())))


def _faults(opened: Opened, number: int, result: Sorted) -> pa.Table:
    own = _of(result.faults, number)
    own = own.set_column(0, "file", pa.repeat(pa.scalar(opened.file), own.num_rows)).cast(REJECT_SCHEMA)
    both = pa.concat_tables([own, opened.raw.faults])
    return both.take(pc.sort_indices(both, sort_keys=[("line", "ascending")]))


def _oddities(opened: Opened) -> list[str]:
    found = [*opened.raw.notes]
    if opened.raw.blank:
        found.append(f"{_rows(opened.raw.blank)} with nothing in any cell passed over.")
    alike = opened.raw.alike() if opened.profile.keep_duplicates else 0
    if alike:
        found.append(f"{_rows(alike)} exactly like an earlier one kept: nothing says it is an error.")
    return found


def _other_months(files: Sequence[Opened], result: Sorted) -> Mapping[int, list[str]]:
    """Warn of rows of another month than the file's name says."""
    warnings: dict[int, list[str]] = {}
    for number, opened in enumerate(files):
        if opened.month is None:
            continue
        months = pc.strftime(_of(result.accepted, number).column("search_date"), format="%Y-%m")
        others = int(pc.sum(pc.not_equal(months, pa.scalar(opened.month))).as_py() or 0)
        if others:
            warnings[number] = [f"{_rows(others)} not of {opened.month}, the month in the file's name, kept."]
    return warnings


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"
