"""What changed in a text, word by word, ready to be shown: what stayed, what went, what came."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PIECE = re.compile(r"\s+|\w+(?:['’\-/]\w+)*|[^\w\s]")


class Fate(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and what became of it; 'same' and 'gone' together are the old text, 'same' and 'new' the new one."""

    fate: Fate
    text: str


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """Return the change from one text to the other by words; the way back is the same with 'gone' and 'new' swapped."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if before <= after:
        return tuple(_pieces(before, after))
    swapped = {Fate.SAME: Fate.SAME, Fate.GONE: Fate.NEW, Fate.NEW: Fate.GONE}
    turned = [Piece(swapped[one.fate], one.text) for one in _pieces(after, before)]
    return tuple(_gone_first(turned))


def _pieces(before: Sequence[str], after: Sequence[str]) -> list[Piece]:
    """The matcher isn't the same both ways round, so callers give it the two texts in one order always."""
    found: list[Piece] = []
    for what, b1, b2, a1, a2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece(Fate.SAME, "".join(before[b1:b2])))
            continue
        if b2 > b1:
            found.append(Piece(Fate.GONE, "".join(before[b1:b2])))
        if a2 > a1:
            found.append(Piece(Fate.NEW, "".join(after[a1:a2])))
    return found


def _gone_first(pieces: Sequence[Piece]) -> list[Piece]:
    """Within one change, what went stands before what came, whichever way it was found."""
    found: list[Piece] = []
    for one in pieces:
        if one.fate is Fate.GONE and found and found[-1].fate is Fate.NEW:
            found.insert(len(found) - 1, one)
        else:
            found.append(one)
    return found
