"""Several checked results of one kind as one table, each row saying whom it is about."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from evenhand.foundations.checked_result import CheckedResult, seal_result
from evenhand.foundations.errors import NotProtected


def put_together(parts: Sequence[tuple[Mapping[str, str], CheckedResult]]) -> CheckedResult:
    """Return the rows of all parts, those of each with the same words before them (area, group ...).

    A column that a part does not have is null in its rows. Raises NotProtected where parts differ in kind or policy;
    ValueError where there is none.
    """
    kinds = {(one.kind, one.protection) for _, one in parts}
    if len(kinds) > 1:
        raise NotProtected("Results of different kinds or policies are not put together.")
    if not parts:
        raise ValueError("There is nothing to put together.")
    tables = [_with(words, one.values) for words, one in parts]
    notes = tuple(dict.fromkeys(note for _, one in parts for note in one.notes))
    (kind, protection) = next(iter(kinds))
    return seal_result(kind, pa.concat_tables(tables, promote_options="default"), notes, protection)


def _with(words: Mapping[str, str], values: pa.Table) -> pa.Table:
    said = {name: pa.array([text] * values.num_rows, pa.string()) for name, text in words.items()}
    return pa.table({**said, **{name: values.column(name) for name in values.schema.names}})
