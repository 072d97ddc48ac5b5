"""Reading a run's extracts: all of one format together, so that what was given twice is counted once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa

from evenhand.foundations import EvenhandError
from evenhand.records import Inputs, read
from evenhand.vocabulary import load_vocabulary
from evenhand_service.monitoring.loads.recognise import service_limits
from evenhand_service.monitoring.runs.extracts import Extracts


class RowsLost(EvenhandError):
    """Rows that were in the stores were not all read again."""


def read_extracts(extracts: Extracts, *, as_at: date | None) -> Inputs:
    """Return what the library reads in a run's files. Raises RowsLost where a row of the stores is rejected now."""
    by_profile: dict[Path | None, list[Path]] = defaultdict(list)
    for one in extracts.files:
        by_profile[one.format.profile].append(one.path)
    if extracts.areas is not None:
        by_profile[None].append(extracts.areas)
    found = together(
        read(
            paths,
            vocabulary=load_vocabulary(),
            profile=str(profile) if profile else None,
            as_at=as_at,
            limits=service_limits(),
        )
        for profile, paths in by_profile.items()
    )
    _check_none_lost(extracts, found)
    return found


def together(parts: Iterable[Inputs]) -> Inputs:
    """Return several readings as one; the library asks of its code lists what it asks of files read at once."""
    held = list(parts)
    if len(held) == 1:
        return held[0]
    tables: dict[str, list[pa.Table]] = defaultdict(list)
    lists: dict[tuple[str, str], str] = {}
    for one in held:
        for record, rows in one.records.items():
            tables[record].append(rows)
        for key, code_list in one.code_lists.items():
            if lists.setdefault(key, code_list) != code_list:
                record, column = key
                raise EvenhandError(
                    f"The loads give the {column} of each {record} in two code lists: {lists[key]} and {code_list}.",
                    mend="Withdraw the loads of one of the two formats, and make a run of the others.",
                )
    return Inputs(
        files=tuple(file for one in held for file in one.files),
        records={
            record: pa.concat_tables(rows, promote_options="default") for record, rows in tables.items()
        },
        code_lists=lists,
        rejected=pa.concat_tables([one.rejected for one in held]),
        skipped=tuple(sorted(skipped for one in held for skipped in one.skipped)),
        rejected_rows={file: rows for one in held for file, rows in one.rejected_rows.items()},
        warned=pa.concat_tables([one.warned for one in held]),
    )


def _check_none_lost(extracts: Extracts, inputs: Inputs) -> None:
    written = {one.file: one for one in extracts.files}
    for account in inputs.files:
        one = written.get(Path(account.file).name)
        if one is not None and one.format.columns and (account.rejected or account.read != one.rows):
            raise RowsLost(
                f"Of {one.rows:,} rows of the load of {one.load.uploaded_at:%Y-%m-%d}, "
                f"{account.rejected:,} cannot be read again.",
                mend="Withdraw that load and give its file anew; whoever looks after this installation should know.",
            )
