"""Names of areas, periods, groups and steps as they stand in cells: looked up once each, however many rows have them."""

from collections.abc import Callable
from functools import cache

from evenhand.publish.shelf import Shelf


class Names:
    """A shelf's words for codes, each remembered. Reads, never changes."""

    def __init__(self, shelf: Shelf) -> None:
        labels = {shelf.programme.stage_key(one): one.label for one in shelf.programme.stages}
        labels |= {one.id: one.label for one in shelf.programme.stages}
        self.area: Callable[[str], str] = cache(shelf.area_name)
        self.period: Callable[[str], str] = cache(shelf.speech.period)
        self.group: Callable[[str, str, str], str] = cache(shelf.vocabulary.group_label)
        self._labels = labels

    def step(self, stage: str) -> str:
        """Return a stage in words, by its key or its id; the key itself where the programme has no such stage."""
        return self._labels.get(stage, stage)
