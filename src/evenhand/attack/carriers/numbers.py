"""Numbers in words: how large, how precise, and whether they are said to be counts."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from evenhand.attack.carriers.figure import Figure, Said
from evenhand.attack.carriers.rules import rules

_NUMBER = re.compile(
    r"(?<![\w.,/])([+−-]?)(\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.(\d+))?(?:e([+-]?\d+))?(?![\w/]|\.\d)",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A number in a text: its size, its digits after the point, how it is said and in which words, whether as a share."""

    size: float
    decimals: int
    said: Said
    words: str
    is_share: bool


@lru_cache(maxsize=200_000)
def numbers_in(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text, without those that rules.toml explains (dates, ages, codes, thresholds)."""
    if not any(one.isdigit() for one in text):
        return ()
    plain = rules().no_count.sub(lambda found: " " * len(found[0]), text)
    return tuple(_number(plain, text, found) for found in _NUMBER.finditer(plain))


def _number(plain: str, text: str, found: re.Match[str]) -> Number:
    sign, whole, after, power = found.groups()
    size = float(
        re.sub(r"[^\d]", "", whole) + (f".{after}" if after else "") + (f"e{power}" if power else "")
    )
    decimals = max(0, len(after or "") - int(power or 0)) if power else len(after or "")
    words = " ".join(text[max(0, found.start() - 30) : found.end() + 30].split())
    before = plain[: found.start()]
    claimed = bool(rules().after.match(plain, found.end()) or rules().before.search(before))
    of_100 = rules().share_after.match(text, found.end())
    claimed = claimed and not (of_100 or rules().range_before.search(before + (sign or "")))
    said = Said.SHARE if decimals else Said.COUNT if claimed else Said.NUMBER
    is_share = bool(
        decimals or of_100 or rules().share_before.search(before) or rules().range_before.search(before)
    )
    return Number(-size if sign in ("−", "-") else size, decimals, said, words, is_share)


def figures_of(
    text: str,
    where: str,
    *,
    visible: bool,
    beside: frozenset[float] = frozenset(),
    count: bool = False,
    shares: bool = False,
) -> Iterator[Figure]:
    """Yield the figures of a text.

    With `count` a bare whole number is taken for a count; with `shares` a number may agree with those `beside` it
    where it is said as a share alone, since on a whole page nearly every number stands somewhere.
    """
    for number in numbers_in(text):
        said = Said.COUNT if count and number.said is Said.NUMBER else number.said
        yield Figure(
            where=where,
            words=number.words,
            number=number.size,
            said=said,
            visible=visible,
            decimals=number.decimals,
            beside=beside if number.is_share or not shares else frozenset(),
        )
