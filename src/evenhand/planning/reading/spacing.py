"""Texts in which an empty line stands behind every line, as some programs copy pages: sentences are put together again."""

import re
from itertools import pairwise
from statistics import median

Line = tuple[int, int | None, str]
LEAST, SHARE, BROKEN = 12, 0.9, 0.3
"""Lines from which on it can be told; the share of gaps that are one empty line; of lines in the middle of a sentence."""
_ENDS = re.compile(r"[.;:!?)”\"|]\s*$")


def closed_up(lines: list[Line]) -> list[Line]:
    """Return the lines without the empty ones inside sentences; unchanged where the text is not spaced so."""
    filled = [place for place, (_, _, line) in enumerate(lines) if line.strip()]
    if len(filled) < LEAST:
        return lines
    gaps = [other - one for one, other in pairwise(filled)]
    broken = sum(lines[place][2].lstrip()[:1].islower() for place in filled)
    if gaps.count(2) < SHARE * len(gaps) or broken < BROKEN * len(filled):
        return lines
    usual = median(len(lines[place][2].strip()) for place in filled)
    inside = {
        one + 1
        for one, other in pairwise(filled)
        if other == one + 2 and _goes_on(lines[one][2].strip(), lines[other][2].strip(), usual)
    }
    return [line for place, line in enumerate(lines) if place not in inside]


def _goes_on(line: str, following: str, usual: float) -> bool:
    """Whether a line is in the middle of a sentence: the next begins small, or it is full and nothing ends it."""
    if _ENDS.search(line):
        return False
    return following[:1].islower() or (len(line) >= 0.8 * usual and following[:1].isalpha())
