"""Finds page numbers inside a text whose lines were lost: numbers that go up by one, a page apart."""

import re

LEAST, MOST, CHAIN = 250, 9000, 6
"""Characters of a page, at least and at most; and how many numbers in a row are page numbers and no chance."""
_ALONE = re.compile(r"(?<=\s)\d{1,3}(?=\s)")


def page_numbers_in(text: str) -> list[tuple[int, int]]:
    """Return where page numbers stand, from the first to the last; nothing where no six of them follow each other."""
    found = [(match.start(), match.end(), int(match[0])) for match in _ALONE.finditer(text)]
    best: list[tuple[int, int]] = []
    """For each number, how long a chain ends with it, and the place of the one before."""
    latest: dict[int, list[int]] = {}
    for place, (start, _, number) in enumerate(found):
        before = [one for one in latest.get(number - 1, []) if LEAST <= start - found[one][0] <= MOST]
        chosen = max(before, key=lambda one: (best[one][0], one), default=-1)
        best.append((best[chosen][0] + 1 if chosen >= 0 else 1, chosen))
        latest.setdefault(number, []).append(place)
    if not best or max(length for length, _ in best) < CHAIN:
        return []
    place = max(range(len(best)), key=lambda one: best[one][0])
    chain = []
    while place >= 0:
        chain.append(found[place][:2])
        place = best[place][1]
    return chain[::-1]
