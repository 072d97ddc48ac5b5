"""Which texts belong to the pages and not to the plan: running headers and footers, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from evenhand.planning.reading.types import Block, Shape
from evenhand.planning.reading.words import load_words, plain

OFTEN = 3
_PAGE = re.compile(r"^\W*(?:(?:page|tudalen|p\.?)\s*)?\d{1,4}(?:\s*(?:of|o|/)\s*\d{1,4})?\W*$", re.IGNORECASE)


def furniture_of(blocks: Sequence[Block]) -> set[int]:
    """Return the places of blocks that are page furniture: page numbers, and a line that stands again and again.

    A line such as 'Lead: A. Person' comes again too, so that one with a known label is never furniture; nor is a row.
    """
    said = {
        place: _alike(one.text)
        for place, one in enumerate(blocks)
        if one.shape in (Shape.PARAGRAPH, Shape.ITEM) and not _is_labelled(one.text)
    }
    often = Counter(said.values())
    cutting = {
        said[place]
        for place in said
        if 0 < place < len(blocks) - 1 and blocks[place - 1].shape is blocks[place + 1].shape is Shape.ROW
    }
    numbers = {place for place in said if _PAGE.match(blocks[place].text) and len(blocks[place].text) <= 16}
    again = {
        place
        for place, text in said.items()
        if len(text) > 3 and (often[text] >= OFTEN or (often[text] > 1 and text in cutting))
    }
    return numbers | {place for place in again if not _stands_twice_running(place, said)}


def _stands_twice_running(place: int, said: dict[int, str]) -> bool:
    """Whether the same line follows at once, as in a list: that is no page's footer."""
    return said.get(place) in (said.get(place - 1), said.get(place + 1))


def _alike(text: str) -> str:
    return re.sub(r"\d+", "9", re.sub(r"\s+", " ", text)).strip().lower()


def _is_labelled(text: str) -> bool:
    label = re.match(r"^\s*([^:]{2,40}):", text)
    words = load_words()
    return label is not None and plain(label[1]) in words.labels
