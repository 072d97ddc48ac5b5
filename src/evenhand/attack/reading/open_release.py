"""From a folder, or a single file, to a release as an attacker holds it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evenhand.attack.attackers import Promise, assumed, attackers
from evenhand.attack.reading.adding_up import adding_up
from evenhand.attack.reading.certificate import Statement, is_changed, read_certificate
from evenhand.attack.reading.columns import Columns, columns_of
from evenhand.attack.reading.evenhand_release import is_evenhand_release, open_evenhand_release
from evenhand.attack.reading.hierarchies import sums_of_hierarchies
from evenhand.attack.reading.holding import TOTAL, Holding, Part, holding, join
from evenhand.attack.reading.joint import with_joint_cells
from evenhand.attack.reading.shown import printed, rounded_to, shown
from evenhand.attack.reading.steps import nested_in
from evenhand.attack.reading.text_table import Text, TextTable, numbers, read_text_table
from evenhand.disclosure.linked import Sum
from evenhand.disclosure.linked.linked_set import Number
from evenhand.disclosure.tables.hierarchy import Hierarchy
from evenhand.foundations import UnreadableFile

_WORKBOOKS = (".xlsx", ".xls", ".ods", ".parquet")


def open_release(
    path: Path,
    *,
    count: str | None = None,
    hierarchies: Sequence[Hierarchy] = (),
    steps: Sequence[str] = (),
) -> Holding:
    """Return the release in a folder of CSV files, or in one file.

    `count` names the column of counts, `hierarchies` say how codes add up, `steps` name columns of steps; all are found
    where they are not given.
    Files that cannot be read are noted. Raises UnreadableFile where nothing can.
    """
    if is_evenhand_release(path):
        return open_evenhand_release(path)
    files = _files(path)
    statement = read_certificate(path) if path.is_dir() else None
    tables, notes = _read(files)
    given: Sequence[Sum] = ()
    if statement is None:
        parts, promise, base = _plain(tables, notes, count)
        joined = join(parts)
        given = sums_of_hierarchies(hierarchies, joined.codes)
        found = adding_up(joined, given)
        sums, notes, additive = found.sums, [*notes, *found.notes], found.additive
        if base:
            notes.append(f"All counts are multiples of {base}: they are taken for rounded to it.")
    else:
        notes += _not_certified(path, statement)
        parts = _certified(tables, statement)
        joined, promise, sums, additive = join(parts), statement.promise, statement.sums, True
    if joined.differing:
        notes.append(f"{joined.differing:,} counts are printed with several values.")
    joined, more = with_joint_cells(joined, parts)
    notes += more
    nested = nested_in(
        joined, statement.steps if statement else None, named=steps, parts={one.dimension for one in given}
    )
    outcomes = attackers()["columns"]["outcome"]
    return holding(
        joined,
        name=path.name,
        as_at=statement.as_at if statement else "",
        promise=promise,
        sums=(*sums, *nested.sums),
        notes=[*notes, *nested.notes],
        additive=additive,
        nested=nested.steps,
        outcomes=tuple(one for one in joined.codes if one.lower() in outcomes),
        variance=statement.variance if statement else 0.0,
        kind=statement.kind if statement else "",
    )


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UnreadableFile(f"There is no folder or file {path.name}.", mend="Give what was published.")
    found = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv" and one.is_file())
    if not found:
        raise UnreadableFile(
            f"There is no table in {path.name}.", mend="Give a folder with CSV files, a row per count."
        )
    return found


def _read(files: Sequence[Path]) -> tuple[list[TextTable], list[str]]:
    tables, notes = [], []
    for one in files:
        try:
            tables.append(read_text_table(one))
        except UnreadableFile as error:
            notes.append(f"Not read: {error}")
    if not tables:
        raise UnreadableFile("No table can be read.", mend=" ".join(notes))
    for one in files[0].parent.iterdir() if len(files) > 1 else ():
        if one.suffix.lower() in _WORKBOOKS:
            notes.append(f"{one.name} is not attacked as a table: save its sheets as CSV.")
    return tables, notes


def _plain(
    tables: Sequence[TextTable], notes: list[str], count: str | None
) -> tuple[list[Part], Promise, int]:
    """The tables of a publisher who states nothing."""
    told: list[tuple[TextTable, Columns]] = []
    for table in tables:
        try:
            told.append((table, columns_of(table, count=count)))
        except UnreadableFile as error:
            notes.append(f"Not attacked: {error}")
    if not told:
        raise UnreadableFile("No table holds counts.", mend=" ".join(notes))
    counts = [printed(table, columns) for table, columns in told]
    base = rounded_to(np.concatenate([value for value, _ in counts]))
    promise = assumed()
    parts = [
        _part(table, columns, columns.dimensions, (value, below), base=base, promise=promise, statement=None)
        for (table, columns), (value, below) in zip(told, counts, strict=True)
    ]
    return parts, promise, base


def _certified(tables: Sequence[TextTable], statement: Statement) -> list[Part]:
    """The tables that a certificate is about; others in the folder are read like them."""
    parts = []
    for table in tables:
        columns = columns_of(table, count=statement.count)
        dimensions = tuple(one for one in statement.dimensions if one in table.columns)
        found = printed(table, columns)
        parts.append(
            _part(table, columns, dimensions, found, base=0, promise=statement.promise, statement=statement)
        )
    return parts


def _part(
    table: TextTable,
    columns: Columns,
    dimensions: Sequence[str],
    found: tuple[Number, Number],
    *,
    base: int,
    promise: Promise,
    statement: Statement | None,
) -> Part:
    value, below = found
    total = statement.total if statement else ""
    return Part(
        file=table.file,
        codes={name: _with_total(table.columns[name], total) for name in dimensions},
        shown=shown(value, below, base=base, promise=promise, statement=statement),
        rates={name: table.columns[name] for name in columns.rates if name not in dimensions},
        denominator=numbers(table.columns[columns.denominator]) if columns.denominator else None,
    )


def _with_total(column: Text, total: str) -> Text:
    """The codes, with what stands for everyone called the same in all tables."""
    lower = np.char.lower(column)
    words = [total.lower()] if total else attackers()["markers"]["total"]
    return np.where(np.isin(lower, words), TOTAL, column)


def _not_certified(path: Path, statement: Statement) -> list[str]:
    changed = [one.name for one in _files(path) if is_changed(one, statement)]
    missing = sorted(set(statement.files) - {one.name for one in _files(path)})
    notes = [f"{one} is not the table that was certified." for one in changed]
    return [*notes, *(f"{one} was certified and is not there." for one in missing)]
