"""Reading files: each is recognised, taken apart, put to the rules of its format, and accounted for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from evenhand.foundations import UnreadableFile
from evenhand.records.accept import Accepted, accept
from evenhand.records.census import with_headings
from evenhand.records.counts import once
from evenhand.records.find import Found, find_files
from evenhand.records.limits import Limits
from evenhand.records.open import open_file
from evenhand.records.opened import Opened
from evenhand.records.profile_files import load_profiles, profile_named
from evenhand.records.profiles import Profile
from evenhand.records.types import RECORD_SCHEMAS, REJECT_SCHEMA, WARNED_SCHEMA, Inputs
from evenhand.vocabulary import Vocabulary

Progress = Callable[[str, int, int], None]
"""Called after each file with its name, the number of files done, and the number of all."""


def read(
    paths: Iterable[Path | str],
    *,
    vocabulary: Vocabulary,
    profile: str | None = None,
    secret: bytes | None = None,
    population: Iterable[Path | str] = (),
    as_at: date | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Inputs:
    """Return everything that stands in the files: accepted rows by record type, and what could not be used.

    Paths are files or folders; `profile` names the format of all of them instead of its being recognised, or
    is the file of a profile of your own (it ends in .toml); `secret` makes keys of what identifies people in the
    formats that hold it, the same for the same person in every file;
    `population` are files of residents, read as nothing else; dates after `as_at` are warned of;
    `limits` say how large a file may be.
    Raises UnreadableFile where a file can't be used at all, UnknownName where there is no such profile.
    """
    known = [with_headings(one, vocabulary) for one in load_profiles().values()]
    profiles = known if profile is None else [with_headings(profile_named(profile), vocabulary)]
    residents = [one for one in known if one.record == "population"]
    found, skipped = find_files(paths)
    more, more_skipped = find_files(population)
    wanted = [(one, profiles) for one in found] + [(one, residents) for one in more]
    opened, unknown = _open(wanted, vocabulary, limits, progress)
    accepted = [accept(files, vocabulary, secret, as_at) for files in _by_profile(opened)]
    by_file = {one.file: one for group in accepted for one in group.files}
    rejected = [group.rejected for group in accepted]
    return Inputs(
        files=tuple(by_file[one.file] for one in opened),
        records=_by_record([(group.record, group.rows) for group in accepted]),
        code_lists=_one_list_each(accepted),
        rejected=pa.concat_tables(rejected) if rejected else REJECT_SCHEMA.empty_table(),
        skipped=tuple(sorted((*skipped, *more_skipped, *unknown))),
        warned=pa.concat_tables([WARNED_SCHEMA.empty_table(), *(group.warned for group in accepted)]),
        rejected_rows={file: rows for group in accepted for file, rows in group.rejected_rows.items()},
    )


def _open(
    wanted: Sequence[tuple[Found, Sequence[Profile]]],
    vocabulary: Vocabulary,
    limits: Limits | None,
    progress: Progress | None,
) -> tuple[list[Opened], list[tuple[str, str]]]:
    opened: list[Opened] = []
    skipped: list[tuple[str, str]] = []
    for done, (found, profiles) in enumerate(wanted, start=1):
        result = open_file(found, profiles, vocabulary, seen=opened, limits=limits)
        if isinstance(result, Opened):
            opened.append(result)
        else:
            skipped.append((found.file, result))
        if progress is not None:
            progress(found.file, done, len(wanted))
    if wanted and not opened:
        reasons = " ".join(f"{file}: {reason}" for file, reason in skipped[:3])
        raise UnreadableFile("None of the files is in a format that Evenhand knows.", mend=reasons)
    return opened, skipped


def _by_profile(opened: Iterable[Opened]) -> list[list[Opened]]:
    groups: dict[str, list[Opened]] = {}
    for one in opened:
        groups.setdefault(one.profile.id, []).append(one)
    return list(groups.values())


def _one_list_each(accepted: Iterable[Accepted]) -> Mapping[tuple[str, str], str]:
    """Return the code list of each column. Raises UnreadableFile where two formats give it in different ones."""
    found: dict[tuple[str, str], str] = {}
    for (record, column), listed in (item for group in accepted for item in group.code_lists.items()):
        other = found.setdefault((record, column), listed)
        if other != listed:
            raise UnreadableFile(
                f"The files give the {column} of each {record} in two code lists: {other} and {listed}.",
                mend="Read them in runs of their own, or with a profile that puts one into the other's list.",
            )
    return found


def _by_record(rows: Iterable[tuple[str, pa.Table]]) -> Mapping[str, pa.Table]:
    tables: dict[str, list[pa.Table]] = {}
    for record, table in rows:
        tables.setdefault(record, []).append(table)
    held = {
        record: pa.concat_tables(tables[record], promote_options="default")
        for record in RECORD_SCHEMAS
        if record in tables
    }
    return held | ({"count": once(held["count"])} if "count" in held else {})
