"""Which profile a file is in, told from its headings alone."""

from collections.abc import Iterable, Mapping, Sequence

from evenhand.foundations import UnreadableFile
from evenhand.records.profiles import Column, Profile, heading_key


def choose(header: Sequence[str], profiles: Iterable[Profile], file: str) -> Profile:
    """Return the one profile that fits the headings of a file.

    A profile fits when every required heading is there; of several, the one that uses the most headings.
    Raises UnreadableFile, naming what is missing from the nearest profile, or the profiles to choose from.
    """
    known = tuple(profiles)
    fitting = [profile for profile in known if not missing(header, profile)]
    if not fitting:
        raise UnreadableFile(f"{file} is in no format that Evenhand knows.", mend=_nearest(header, known))
    most = max(len(matched(header, profile)) for profile in fitting)
    best = [profile for profile in fitting if len(matched(header, profile)) == most]
    if len(best) > 1:
        names = " and ".join(profile.id for profile in best)
        raise UnreadableFile(
            f"{file} fits more than one format: {names}.", mend="Name the profile to read it with."
        )
    return best[0]


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
    nearest = min(profiles, key=lambda one: (len(missing(header, one)), -len(matched(header, one))))
    lost = ", ".join(f"'{name}'" for name in missing(header, nearest))
    return f"The nearest is {nearest.id} ({nearest.title}); to be read as that it lacks the heading {lost}."
