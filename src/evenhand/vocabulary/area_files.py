"""Reading areas from their data files (TOML): those that come with Evenhand, or a user's own."""

from collections.abc import Mapping
from typing import Any

from evenhand.foundations import VocabularyError
from evenhand.vocabulary.areas import LEVELS, Area


def read_areas(data: Mapping[str, Any]) -> dict[str, Area]:
    """Return the areas of one file by code; `level` and `verified` at its head hold for all that say nothing else.

    Raises KeyError or TypeError where a field is missing or misspelt, VocabularyError for a level there isn't.
    """
    found: dict[str, Area] = {}
    for one in data["area"]:
        said = {"level": data.get("level"), "verified": data.get("verified", True), **one}
        if said["level"] not in LEVELS[:-1]:
            raise VocabularyError(
                f"The area {one['code']} is of the level '{said['level']}', which there isn't.",
                mend=f"Choose one of: {', '.join(LEVELS[:-1])}.",
            )
        if one["code"] in found:
            raise VocabularyError(f"The area code {one['code']} stands twice in one file.")
        found[one["code"]] = Area(**{**said, "replaced_by": tuple(said.get("replaced_by", ()))})
    return found


def check_areas(areas: Mapping[str, Area]) -> None:
    """Raise VocabularyError where an area lies in, or was replaced by, one that isn't there."""
    for area in areas.values():
        for other in (*((area.within,) if area.within else ()), *area.replaced_by):
            if other not in areas:
                raise VocabularyError(
                    f"The area {area.code} names {other}, which isn't there.",
                    mend="Add it to an areas file, or name one that is.",
                )
