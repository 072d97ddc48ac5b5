"""Opening one file: which profile it is in, which area and month its name gives, and its rows as text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evenhand.foundations import UnreadableFile
from evenhand.records.contents import load
from evenhand.records.detect import matched, missing, pick
from evenhand.records.find import Found
from evenhand.records.limits import Limits, load_limits
from evenhand.records.opened import Opened
from evenhand.records.profiles import Profile, heading_key
from evenhand.records.raw import Raw
from evenhand.records.tables import tables
from evenhand.vocabulary import Vocabulary

_POLICE_NAME = re.compile(
    r"(?P<month>\d{4}-(0[1-9]|1[0-2]))-(?P<slug>[a-z-]+)-stop-and-search\.csv", re.IGNORECASE
)


def open_file(
    found: Found,
    profiles: Sequence[Profile],
    vocabulary: Vocabulary,
    *,
    seen: Iterable[Opened],
    limits: Limits | None = None,
) -> Opened | str:
    """Return a file taken apart; for a file of a folder that no profile fits, the reason instead.

    Raises UnreadableFile where the file can't be used.
    """
    try:
        contents = load(found.path, found.file, limits)
        table, profile, others = pick(tables(contents, limits or load_limits()), profiles, found.file)
    except UnreadableFile as error:
        if found.named:
            raise
        return str(error)
    _check_headings(table.header, profile, found.file + table.where)
    month, area = _from_name(found, vocabulary) if profile.area_from_name else (None, None)
    same = next((one.file for one in seen if one.sha256 == contents.sha256 and one.profile is profile), None)
    return Opened(
        file=found.file,
        sha256=contents.sha256,
        profile=profile,
        raw=_noted(table.take_apart(), others),
        area=area,
        month=month,
        copy_of=same,
    )


def _noted(raw: Raw, others: Sequence[str]) -> Raw:
    """Add that further sheets hold a table too."""
    if not others:
        return raw
    sheets = ", ".join(f"'{name}'" for name in others)
    note = f"Only the first sheet with a table is read; save as files of their own: {sheets}."
    return replace(raw, notes=(*raw.notes, note))


def _check_headings(header: Sequence[str], profile: Profile, file: str) -> None:
    lost = ", ".join(f"'{name}'" for name in missing(header, profile))
    if lost:
        several = "s" if len(missing(header, profile)) > 1 else ""
        raise UnreadableFile(
            f"{file} can't be read as {profile.id}: it lacks the heading{several} {lost}.",
            mend="Name the profile that the file is in; or say in a profile of your own what its headings are called.",
        )
    keys = [heading_key(name) for name in header]
    twice = [header[place] for place in matched(header, profile).values() if keys.count(keys[place]) > 1]
    if twice:
        raise UnreadableFile(f"{file} has the heading '{twice[0]}' twice.", mend="Take one of them out.")


def _from_name(found: Found, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return month and police force from the name that data.police.uk gives a file."""
    name = _POLICE_NAME.fullmatch(found.path.name)
    how = "Name it as data.police.uk does, by month and force: 2020-01-durham-stop-and-search.csv."
    if name is None:
        raise UnreadableFile(f"{found.file}: only a file's name says which police force it is of.", mend=how)
    slug = name["slug"].lower()
    force = next((one.code for one in vocabulary.areas.by_code.values() if one.slug == slug), None)
    if force is None:
        raise UnreadableFile(
            f"{found.file}: no police force is written '{slug}' in the vocabulary.", mend=how
        )
    return name["month"], force
