"""Names of areas, periods, groups and steps as they stand in cells: looked up once each, however many rows have them."""

from collections.abc import Callable
from functools import cache

from evenhand.foundations import CROSS
from evenhand.publish.pathway_figure import unit_words
from evenhand.publish.shelf import Shelf


class Names:
    """A shelf's words for codes, each remembered. Reads, never changes."""

    def __init__(self, shelf: Shelf) -> None:
        labels = {shelf.programme.stage_key(one): one.label for one in shelf.programme.stages}
        labels |= {one.id: one.label for one in shelf.programme.stages}
        self.area: Callable[[str], str] = cache(self._area)
        self.period: Callable[[str], str] = cache(shelf.speech.period)
        self.group: Callable[[str, str, str], str] = cache(self._group)
        self.characteristic: Callable[[str], str] = cache(self._characteristic)
        self._labels = labels
        self._vocabulary = shelf.vocabulary
        self._shelf = shelf
        self.programme_unit = unit_words(shelf)

    def _area(self, area: str) -> str:
        """An area in words; a row about all of them has no area."""
        return self._shelf.area_name(area) if area else self._shelf.say("files.all.areas")

    def within(self, name: str) -> str:
        """Return among whom like is compared with like, or what a figure borrows from, in words."""
        key = f"files.within.{name}"
        if self._shelf.speech.messages.has(key):
            return self._shelf.say(key)
        return ", ".join(map(self._vocabulary.characteristic_title, name.split(CROSS)))

    def step(self, stage: str) -> str:
        """Return a stage in words, by its key or its id; the key itself where the programme has no such stage."""
        return self._labels.get(stage, stage)

    def _group(self, code_list: str, edition: str, group: str) -> str:
        """A group in words; people divided by two characteristics at once by both: 'Bangladeshi, 18 to 24'."""
        if not group:
            return self._shelf.say("files.all.groups")
        groups = [part.replace("%2A", CROSS).replace("%25", "%") for part in group.split(CROSS)]
        parts = zip(code_list.split(CROSS), edition.split(CROSS), groups, strict=False)
        if len(group.split(CROSS)) != len(code_list.split(CROSS)):
            return self._vocabulary.group_label(code_list, edition, group)
        return ", ".join(self._vocabulary.group_label(*one) for one in parts)

    def _characteristic(self, characteristic: str) -> str:
        return ", ".join(map(self._vocabulary.characteristic_title, characteristic.split(CROSS)))

    def unit(self, unit: str) -> str:
        """Return what one of a count is, in words."""
        key = f"figures.unit.{unit}"
        return self._shelf.say(key) if self._shelf.speech.messages.has(key) else unit

    def listed(self, code_list: str, edition: str) -> str:
        """Return a code list with its edition; of two at once both: 'ethnicity-18+1 2011, sex 2021'."""
        pairs = zip(code_list.split(CROSS), edition.split(CROSS), strict=False)
        return ", ".join(" ".join(pair).strip() for pair in pairs)
