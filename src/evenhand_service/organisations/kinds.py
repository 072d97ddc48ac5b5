"""Lists that are data: kinds of organisation and purpose, conditions, what is sensitive; each with its words and source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One entry of a list: its code, its words in English and Welsh, where it comes from, whether that was verified."""

    code: str
    en: str
    cy: str
    source: str = ""
    verified: bool = True
    justice: bool = False
    hint_en: str = ""
    hint_cy: str = ""
    needs: str = ""

    def __str__(self) -> str:
        return self.cy if get_language() == "cy" else self.en

    @property
    def hint(self) -> str:
        """What helps to choose it, in the reader's language."""
        return self.hint_cy if get_language() == "cy" else self.hint_en


@cache
def listed(name: str) -> dict[str, Kind]:
    """Return the list `data/<name>.toml` by code, in its order."""
    text = (resources.files("evenhand_service.organisations") / "data" / f"{name}.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return {code: Kind(code=code, **one) for code, one in data["kind"].items()}


def words_of(name: str, code: str) -> str:
    """Return an entry's words; a code that is no longer listed stands for itself."""
    found = listed(name).get(code)
    return str(found) if found else code


JUSTICE_KINDS = tuple(sorted(code for code, one in listed("organisation_kinds").items() if one.justice))
"""Kinds of organisation that never see care or equality data."""
PURPOSE_KINDS = tuple(sorted(listed("purpose_kinds")))
"""What data may be taken for. There is no immigration purpose and none of an individual's case."""
