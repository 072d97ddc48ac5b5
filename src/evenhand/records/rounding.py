"""Tables in which every count is a multiple of one number: their publisher may have rounded them."""

from collections.abc import Mapping, Sequence

from evenhand.records.profiles import Column, Kind, Profile
from evenhand.records.rules import name
from evenhand.records.sorter import Sorter

Warnings = Mapping[int, Sequence[str]]
"""Sentences by number of the file."""


def count_column(profile: Profile) -> Column:
    """Return the column of a table that holds its counts."""
    return next(one for one in profile.columns if one.kind is Kind.COUNT)


def look_rounded(sorter: Sorter, table: str = "checked") -> Warnings:
    """Make the table `looks_rounded` (file_no, rounded_to) of files that are to be read as rounded; warn of all.

    `table` has file_no and `count`. A file is judged where it has enough counts that are not nought.
    """
    sorter.con.execute("CREATE TABLE looks_rounded (file_no INTEGER, rounded_to INTEGER)")
    column, warnings = count_column(sorter.profile), dict[int, list[str]]()
    for number, count, step in _found(sorter, table, column):
        if column.detect:
            sorter.con.execute("INSERT INTO looks_rounded VALUES (?, ?)", [number, step])
        warnings[number] = [_sentence(count, step, read_so=column.detect)]
    return warnings


def together(*parts: Warnings) -> Mapping[int, list[str]]:
    """Return the warnings of several kinds as one."""
    found: dict[int, list[str]] = {}
    for number, words in ((number, words) for part in parts for number, words in part.items()):
        found.setdefault(number, []).extend(words)
    return found


def _found(sorter: Sorter, table: str, column: Column) -> list[tuple[int, int, int]]:
    """Return number of the file, counts that are not nought, and the largest step that divides them all."""
    if not column.looks_rounded or column.rounded_to:
        return []
    told = f"{name('rounded_to')} IS NULL" if "rounded_to" in sorter.columns(table) else "true"
    whens = " ".join(
        f"WHEN bool_and(count % {step} = 0) THEN {step}"
        for step in sorted(column.looks_rounded, reverse=True)
    )
    query = f"""SELECT file_no, count(*) AS n, CASE {whens} END AS step FROM {table}
        WHERE count > 0 AND {told} GROUP BY file_no
        HAVING n >= {column.looks_rounded_from} AND step IS NOT NULL ORDER BY file_no"""
    return sorter.con.execute(query).fetchall()


def _sentence(count: int, step: int, *, read_so: bool) -> str:
    start = f"All {count:,} counts above nought are multiples of {step}, as if they had been rounded"
    if read_so:
        return f"{start}; each is read as lying up to {step // 2} below or above what is printed."
    return (
        f"{start}. If they were, add a column 'rounded_to' with {step} in every row: they are read as exact."
    )
