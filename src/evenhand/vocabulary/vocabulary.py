"""The vocabulary as a whole: code lists, areas and programmes, with a fingerprint that a release carries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.foundations import EVERYONE, UnknownName
from evenhand.vocabulary.areas import Areas
from evenhand.vocabulary.breaks import Break, breaks_between
from evenhand.vocabulary.code_lists import CodeList
from evenhand.vocabulary.held import Held, NationalRecord, what_is_held
from evenhand.vocabulary.mappings import Comparable, Mapped, comparable, map_codes
from evenhand.vocabulary.programmes import Programme
from evenhand.vocabulary.speech import Speech, speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All words that a run uses.

    `characteristics` gives the words for each, `protected` those of the characteristics that the law protects,
    by the names (with slashes between) under which one may be held. `sha256` is over the data files.
    """

    version: str
    sha256: str
    code_lists: Mapping[str, CodeList]
    characteristics: Mapping[str, str]
    protected: Mapping[str, str]
    areas: Areas
    programmes: Mapping[str, Programme]
    programme_sha256: Mapping[str, str]
    breaks: tuple[Break, ...] = ()
    national_records: tuple[NationalRecord, ...] = ()
    language: str = "en"

    @property
    def speech(self) -> Speech:
        """How the language of this vocabulary says things."""
        return speech(self.language)

    def code_list(self, key: str) -> CodeList:
        """Return the code list `id:edition`; raise UnknownName with the known ones."""
        if key not in self.code_lists:
            known = ", ".join(sorted(self.code_lists))
            raise UnknownName(f"There is no code list '{key}'.", mend=f"Known lists: {known}.")
        return self.code_lists[key]

    def mapped(self, from_key: str, to_key: str) -> Mapped:
        """Return where each value of one list lies in another, by which way and whether that is verified.

        Raises UnknownName for a list that isn't there, VocabularyError saying why where one would have to guess.
        """
        return map_codes(self.code_lists, self.code_list(from_key).key, self.code_list(to_key).key)

    def mapping(self, from_key: str, to_key: str) -> Mapping[str, str]:
        """Return for each code of one list its code in another; unknowns stay what they are. Raises as `mapped`."""
        return self.mapped(from_key, to_key).values

    def comparable(self, key_a: str, key_b: str, characteristic: str) -> Comparable:
        """Return whether figures by a characteristic in two lists or editions may stand in one series, and why."""
        lists = self.code_lists
        return comparable(lists, self.code_list(key_a).key, self.code_list(key_b).key, characteristic)

    def breaks_between(
        self,
        first: date,
        last: date,
        programme_id: str | None = None,
        characteristic: str | None = None,
        area: str | None = None,
    ) -> tuple[Break, ...]:
        """Return the changes of law, form and list between two days that touch the figures named, earliest first.

        What is not named is left open; `everyone` as characteristic leaves out changes of one characteristic.
        """
        programme = self.programme(programme_id) if programme_id is not None else None
        return breaks_between(
            self.breaks, first, last, programme=programme, characteristic=characteristic, area=area
        )

    def what_is_held(
        self, held: Collection[str], evidence: Iterable[Mapping[str, Any]], as_at: date
    ) -> tuple[Held, ...]:
        """Return for each protected characteristic whether it is measured, known from other evidence, or not held.

        `held` are the characteristics that the records hold; `evidence` are the rows of that record type.
        """
        return what_is_held(
            protected=self.protected,
            held=held,
            evidence=evidence,
            as_at=as_at,
            titles=self.characteristics,
            national=self.national_records,
        )

    def programme(self, name: str) -> Programme:
        """Return the programme of that name; raise UnknownName with the known ones."""
        if name not in self.programmes:
            known = ", ".join(sorted(self.programmes))
            raise UnknownName(f"There is no programme '{name}'.", mend=f"Known programmes: {known}.")
        return self.programmes[name]

    @property
    def coarser_characteristics(self) -> dict[str, str]:
        """The coarse characteristic of each finer one, as the code lists say."""
        lists = [one for one in self.code_lists.values() if one.coarser in self.code_lists]
        return {one.characteristic: self.code_lists[str(one.coarser)].characteristic for one in lists}

    def characteristic_title(self, characteristic: str) -> str:
        """Return the words for a characteristic ('ethnic group'); its name where it has none."""
        return self.characteristics.get(characteristic, characteristic.replace("_", " "))

    def group_label(self, code_list: str, edition: str, group: str) -> str:
        """Return the words for a group of a list; the code where the list is not known."""
        if group == EVERYONE:
            return "Everyone"
        key = f"{code_list}:{edition}"
        return self.code_lists[key].label(group) if key in self.code_lists else group
