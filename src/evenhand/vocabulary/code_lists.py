"""Code lists: what the codes of a characteristic mean in one edition, and how they map to coarser ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from evenhand.foundations import VocabularyError

UNKNOWNS: Mapping[str, str] = {
    "not_asked": "Not asked",
    "not_stated": "Not stated",
    "prefer_not_to_say": "Prefer not to say",
    "not_known": "Not known",
}
"""Why a characteristic has no value, kept apart in every list (B16); never a group to compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeListValue:
    """One value: its code, its label in the words people chose, its coarser group, other spellings seen.

    `people` says who they are in a sentence ('people aged 18 to 24'); `low` and `high` are whole
    numbers, both included, where the list is made of bands.
    """

    code: str
    label: str
    people: str = ""
    group: str | None = None
    synonyms: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """One edition of one code list, with the characteristic it describes and where it comes from.

    `reference` is the group that others are compared with where a programme names no other;
    `coarser` names the list to which `CodeListValue.group` leads, as `id:edition`.
    """

    id: str
    edition: str
    characteristic: str
    title: str
    source: str
    valid_from: date | None
    valid_to: date | None
    verified: bool
    values: tuple[CodeListValue, ...]
    reference: str | None = None
    coarser: str | None = None

    def __post_init__(self) -> None:
        codes = [value.code for value in self.values]
        if len(set(codes)) != len(codes):
            raise VocabularyError(f"The code list {self.key} gives one code twice.")
        if self.reference is not None and self.reference not in codes:
            raise VocabularyError(f"The code list {self.key} has no value {self.reference} to compare with.")

    @property
    def key(self) -> str:
        """The list and its edition: `ethnicity-18+1:2011`."""
        return f"{self.id}:{self.edition}"

    def label(self, code: str) -> str:
        """Return the words for a code; the code itself where the list does not know it."""
        if code in UNKNOWNS:
            return UNKNOWNS[code]
        return next((value.label for value in self.values if value.code == code), code)

    def people(self, code: str) -> str:
        """Return who the value's people are in a sentence: 'Bangladeshi people', 'women'."""
        named = next((value.people for value in self.values if value.code == code and value.people), "")
        return named or f"{self.label(code)} people"

    def spellings(self) -> dict[str, str]:
        """Return every way of writing a value (code, label, synonym), in lower case, with its code."""
        found: dict[str, str] = {}
        for code, label in UNKNOWNS.items():
            found |= {code: code, label.lower(): code}
        for value in self.values:
            for text in (value.code, value.label, *value.synonyms):
                found[text.strip().lower()] = value.code
        return found

    def to_coarser(self) -> dict[str, str]:
        """Return for each code the code of the coarser list; raise VocabularyError if one has none."""
        if self.coarser is None:
            raise VocabularyError(f"The code list {self.key} maps to no coarser list.")
        lost = [value.code for value in self.values if value.group is None]
        if lost:
            raise VocabularyError(
                f"In {self.key} these values map to nothing in {self.coarser}: {', '.join(lost)}."
            )
        return {value.code: str(value.group) for value in self.values} | {code: code for code in UNKNOWNS}
