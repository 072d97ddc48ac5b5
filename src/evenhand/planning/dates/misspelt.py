"""Names of months with one slip of the pen: a letter too many, too few, another one, or two changed round."""

from functools import cache

from evenhand.planning.dates.words import load_words

LEAST = 5
"""Letters of a name from which on a word can be taken for it: shorter ones are too often other words."""


@cache
def misspelt_month(word: str) -> int | None:
    """Return the month that a word is but for one slip; None where it is none, or the name itself."""
    said = word.lower()
    if len(said) < LEAST - 1 or said in load_words().months:
        return None
    found = {
        number for name, number in load_words().months.items() if len(name) >= LEAST and _one_slip(said, name)
    }
    return found.pop() if len(found) == 1 else None


def _one_slip(one: str, other: str) -> bool:
    """Whether one change makes a word of another; the first letter is the same, as it nearly always is."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if len(one) == len(other):
        changed = one[at + 1 :] == other[at + 1 :]
        return changed or (one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]
