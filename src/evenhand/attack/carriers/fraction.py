"""Reading a share back into the counts behind it."""

from fractions import Fraction
from math import ceil, floor

_MOST_WHOLE = 2000
"""A share of six digits says which fraction it is while the whole is not much larger than a thousand."""


def only_fraction(
    share: float, part: tuple[int, int], whole: tuple[int, int], *, digits: int = 6
) -> tuple[int, int] | None:
    """Return the counts that give the share to so many digits, if there is one pair alone; None otherwise.

    `part` and `whole`: the least and the greatest count that are possible.
    """
    found: list[tuple[int, int]] = []
    slack = 0.5 * 10.0**-digits * max(1.0, abs(share))
    for number in range(max(whole[0], 1), min(whole[1], whole[0] + _MOST_WHOLE) + 1):
        for count in range(ceil((share - slack) * number), floor((share + slack) * number) + 1):
            if part[0] <= count <= part[1]:
                found.append((count, number))
    return found[0] if len(found) == 1 else None


def simplest(share: float, decimals: int) -> tuple[int, int] | None:
    """Return the smallest counts that print as the share; None unless it is so precise that they stand out.

    Among wholes up to b there are fewer than b squared shares: one of `decimals` digits stands out while there is room
    for four times as many.
    """
    if not 0 < share < 1:
        return None
    slack = 0.5 * 10.0**-decimals
    for whole in range(2, floor((10.0**decimals) ** 0.5 / 2) + 1):
        count = round(share * whole)
        if abs(count / whole - share) <= slack:
            small = Fraction(count, whole)
            return small.numerator, small.denominator
    return None
