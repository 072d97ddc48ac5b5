"""Code lists: what the codes of a characteristic mean in one edition, and how they map to coarser ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    numbers, both included, where the list is made of bands. `verified` is false where this value was not
    found in the source although the list was.
    """

    code: str
    label: str
    people: str = ""
    group: str | None = None
    synonyms: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMap:
    """How the values of one list lie in those of another; or, in `reason`, why they don't."""

    to: str
    values: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    verified: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """One edition of one code list, with the characteristic it describes and where it comes from.

    `reference` is the group that others are compared with where a programme names no other;
    `coarser` names the list (of another characteristic) to which `CodeListValue.group` leads, as `id:edition`;
    `maps` are further lists that the values lie in, and those in which they don't. `unknowns` are the list's
    own ways of writing the unknowns, the standard's own code first. `people_form` makes the words for people
    from a label where a value has none. A list that is `by_name_only` is never guessed from the words of a
    file. `characteristic_title` gives the words for a characteristic that the vocabulary doesn't know.
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
    coarser_verified: bool = True
    maps: tuple[CodeMap, ...] = ()
    unknowns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people_form: str = ""
    by_name_only: bool = False
    characteristic_title: str = ""

    def __post_init__(self) -> None:
        codes = [value.code for value in self.values]
        if len(set(codes)) != len(codes):
            raise VocabularyError(f"The code list {self.key} gives one code twice.")
        if self.reference is not None and self.reference not in codes:
            raise VocabularyError(f"The code list {self.key} has no value {self.reference} to compare with.")
        self._check_unknowns(codes)
        self._check_spellings()

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
        return named or (self.people_form or "{label} people").format(label=self.label(code))

    def spellings(self) -> dict[str, str]:
        """Return every way of writing a value (code, label, synonym), in lower case, with its code."""
        found: dict[str, str] = {}
        for code, label in UNKNOWNS.items():
            found |= {code: code, label.lower(): code}
            found |= {text.strip().lower(): code for text in self.unknowns.get(code, ())}
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

    def all_maps(self) -> tuple[CodeMap, ...]:
        """Return every list that the values lie in, `coarser` first; and those of which it is known that they don't."""
        if self.coarser is None:
            return self.maps
        groups = {value.code: value.group for value in self.values if value.group is not None}
        first = CodeMap(to=self.coarser, values=groups, verified=self.coarser_verified)
        return (first, *self.maps)

    def _check_unknowns(self, codes: list[str]) -> None:
        strange = sorted({*self.unknowns} - {*UNKNOWNS})
        if strange:
            raise VocabularyError(
                f"The code list {self.key} writes an unknown that there isn't: {', '.join(strange)}.",
                mend=f"The unknowns are: {', '.join(UNKNOWNS)}.",
            )
        mixed = sorted({*codes} & {*UNKNOWNS})
        if mixed:
            raise VocabularyError(
                f"The code list {self.key} has the unknown {', '.join(mixed)} among its values.",
                mend="Every list takes the unknowns; give the list's own spellings of them under [unknowns].",
            )

    def _check_spellings(self) -> None:
        owner: dict[str, str] = {}
        spelt = [(value.code, (value.code, value.label, *value.synonyms)) for value in self.values]
        spelt += [(code, (code, label, *self.unknowns.get(code, ()))) for code, label in UNKNOWNS.items()]
        for code, texts in spelt:
            for text in texts:
                other = owner.setdefault(" ".join(text.split()).lower(), code)
                if other != code:
                    raise VocabularyError(
                        f"In the code list {self.key} the spelling '{text}' stands for {other} and for {code}.",
                        mend="Let each spelling stand for one value.",
                    )
