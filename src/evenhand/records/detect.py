"""Which profile a file is in, told from its headings alone."""

from collections.abc import Iterable, Mapping, Sequence

from evenhand.foundations import UnknownFormat, UnreadableFile
from evenhand.records.profiles import Column, Profile, heading_key
from evenhand.records.tables import Table

_OWN = "If it's another file of records or counts, write a profile for it (evenhand profiles --new FILE)."


def choose(header: Sequence[str], profiles: Iterable[Profile], file: str) -> Profile:
    """Return the one profile that fits the headings of a file.

    A profile fits when every required heading is there; of several, the one that uses the most headings.
    Raises UnreadableFile, naming what is missing from the nearest profile, or the profiles to choose from.
    """
    known = tuple(profiles)
    fitting = [profile for profile in known if not missing(header, profile)]
    if not fitting:
        raise UnknownFormat(
            f"{file} is in no format that Evenhand knows.", nearest=_nearest(header, known), own=_OWN
        )
    most = max(len(matched(header, profile)) for profile in fitting)
    best = [profile for profile in fitting if len(matched(header, profile)) == most]
    if len(best) > 1:
        names = " and ".join(profile.id for profile in best)
        raise UnreadableFile(
            f"{file} fits more than one format: {names}.", mend="Name the profile to read it with."
        )
    return best[0]


def pick(
    tables: Iterable[Table], profiles: Sequence[Profile], file: str
) -> tuple[Table, Profile, tuple[str, ...]]:
    """Return the first table of a file that a profile fits, that profile, and other sheets that one fits.

    Of one profile alone, the table that has most of its headings. Raises UnreadableFile as `choose` does.
    """
    chosen: Table | None = None
    nearest: Table | None = None
    others: dict[str, None] = {}
    for table in tables:
        if chosen is not None and (table.sheet == chosen.sheet or table.sheet in others):
            continue
        if not any(not missing(table.header, one) for one in profiles):
            if nearest is None or _fit(table.header, profiles) > _fit(nearest.header, profiles):
                nearest = table
        elif chosen is None:
            chosen = table
        else:
            others[table.sheet] = None
    best = chosen or nearest
    if best is None:
        raise UnreadableFile(
            f"{file} has no sheet with a row of headings.", mend="Put the headings in a row above the table."
        )
    only = profiles[0] if len(profiles) == 1 else choose(best.header, profiles, file + best.where)
    return best, only, tuple(others)


def _fit(header: Sequence[str], profiles: Sequence[Profile]) -> tuple[int, int]:
    return max((-len(missing(header, one)), len(matched(header, one))) for one in profiles)


def missing(header: Sequence[str], profile: Profile) -> tuple[str, ...]:
    """Return the required headings of the profile that a file doesn't have, as the profile writes them."""
    there = matched(header, profile)
    return tuple(c.name for c in profile.columns if c.required and c.target not in there)


def matched(header: Sequence[str], profile: Profile) -> Mapping[str, int]:
    """Return for each target of the profile the position of its column in the file, where there is one."""
    places = {heading_key(name): place for place, name in reversed(list(enumerate(header)))}
    found = ((column.target, _place(column, places)) for column in profile.columns)
    return {target: place for target, place in found if place is not None}


def _place(column: Column, places: Mapping[str, int]) -> int | None:
    keys = (heading_key(name) for name in (column.name, *column.also))
    return next((places[key] for key in keys if key in places), None)


def _nearest(header: Sequence[str], profiles: Sequence[Profile]) -> str:
    """Return which format most of the required headings are there for, and which aren't."""
    nearest = max(profiles, key=lambda one: (_share(header, one), len(matched(header, one))))
    if not _share(header, nearest):
        return "None of its headings is one that a format needs."
    lost = missing(header, nearest)
    names = ", ".join(f"'{name}'" for name in lost)
    return (
        f"The nearest is {nearest.id} ({nearest.title}); to be read as that it lacks the "
        f"heading{'s' if len(lost) > 1 else ''} {names}. Rename the headings that mean this."
    )


def _share(header: Sequence[str], profile: Profile) -> float:
    needed = sum(column.required for column in profile.columns)
    return 1 - len(missing(header, profile)) / needed if needed else 0.0
