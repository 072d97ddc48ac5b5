"""Areas with their dated codes, levels and roll-ups, from local authority to nation (A1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from evenhand.foundations import UnknownName, VocabularyError

ALL_AREAS = "all"
"""Level and code of all areas put together."""
HERE = "here"
"""Code of the one area of a table that names none."""
LEVELS = (
    "local-authority",
    "community-safety-partnership",
    "county",
    "partnership",
    "police-force",
    "region",
    "nation",
    ALL_AREAS,
)
"""Area levels from fine to coarse; `all` puts every area of the files together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area: GSS code, name, level, the area it lies in, and since when it is intensive (testing on arrest).

    `valid_to` is the last day of the code, `replaced_by` the codes after it. An area `of_its_own` is no place on the
    map (no fixed abode, living elsewhere): it lies in nothing and stays what it is at every level.
    """

    code: str
    name: str
    level: str
    within: str | None = None
    slug: str | None = None
    intensive_from: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: tuple[str, ...] = ()
    of_its_own: bool = False
    verified: bool = True
    name_cy: str | None = None
    """Its name in Welsh, where it has one of its own."""

    def in_force(self, on: date | None) -> bool:
        """Return whether the code is in force on a day; always where no day is given."""
        if on is None:
            return True
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Areas:
    """All areas that are known, by code."""

    by_code: Mapping[str, Area]

    def name(self, code: str) -> str:
        """Return the name of an area; the code where it is not known."""
        if code == ALL_AREAS:
            return "All areas together"
        return self.by_code[code].name if code in self.by_code else code

    def roll_up(self, code: str, level: str, on: date | None = None) -> str | None:
        """Return the code of the area of `level` that holds `code`; None where none is known.

        An area of its own is returned as it is. With `on` only areas in force that day are looked at; a `code` that
        is not in force raises VocabularyError saying what replaced it. Raises UnknownName for a level there isn't.
        """
        if level not in LEVELS:
            raise UnknownName(
                f"There is no area level '{level}'.", mend=f"Choose one of: {', '.join(LEVELS)}."
            )
        if level == ALL_AREAS:
            return ALL_AREAS
        if code in self.by_code and not self.by_code[code].in_force(on):
            raise VocabularyError(
                self.why_not(code, on), mend="Use a code of that day, or leave the day out."
            )
        found = (self.by_code[one] for one in self.holders(code) if one in self.by_code)
        return next(
            (one.code for one in found if one.of_its_own or (one.level == level and one.in_force(on))), None
        )

    def why_not(self, code: str, on: date | None) -> str:
        """Return in words why a code is not in force on a day; nothing where it is."""
        area = self.by_code.get(code)
        if area is None or on is None or area.in_force(on):
            return ""
        if area.valid_from is not None and on < area.valid_from:
            return f"The area code {code} ({area.name}) is in force from {area.valid_from.isoformat()} only."
        after = ", ".join(f"{one} ({self.name(one)})" for one in area.replaced_by)
        ended = f"The area code {code} ({area.name}) ended on {area.valid_to}"
        return f"{ended} and was replaced by {after}." if after else f"{ended}."

    def holders(self, code: str) -> tuple[str, ...]:
        """Return the area itself and those that hold it, from the smallest to the largest."""
        found: list[str] = []
        here: str | None = code
        while here is not None and here not in found:
            found.append(here)
            here = self.by_code[here].within if here in self.by_code else None
        return tuple(found)

    def with_more(self, areas: Mapping[str, Area]) -> "Areas":
        """Return these areas and more; the later ones win where a code stands in both."""
        return Areas({**self.by_code, **areas})
