"""Areas with their codes, levels and roll-ups: nation, region, police force, partnership (A1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from evenhand.foundations import UnknownName

ALL_AREAS = "all"
"""Level and code of all areas put together."""
HERE = "here"
"""Code of the one area of a table that names none."""
LEVELS = ("local-authority", "partnership", "police-force", "region", "nation", ALL_AREAS)
"""Area levels from fine to coarse; `all` puts every area of the files together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area: GSS code, name, level, the area it lies in, and since when it is intensive (testing on arrest)."""

    code: str
    name: str
    level: str
    within: str | None = None
    slug: str | None = None
    intensive_from: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Areas:
    """All areas that are known, by code."""

    by_code: Mapping[str, Area]

    def name(self, code: str) -> str:
        """Return the name of an area; the code where it is not known."""
        if code == ALL_AREAS:
            return "All areas together"
        return self.by_code[code].name if code in self.by_code else code

    def roll_up(self, code: str, level: str) -> str | None:
        """Return the code of the area of `level` that holds `code`; None where none is known."""
        if level not in LEVELS:
            raise UnknownName(
                f"There is no area level '{level}'.", mend=f"Choose one of: {', '.join(LEVELS)}."
            )
        if level == ALL_AREAS:
            return ALL_AREAS
        known = (one for one in self.holders(code) if one in self.by_code)
        return next((one for one in known if self.by_code[one].level == level), None)

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
