"""The words in which dates are given, from versioned data, and the pattern that finds each kind of them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from evenhand.planning.said import said

_DATA = "data/words-2026-11.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDay:
    """Words that name no day, and why."""

    pattern: re.Pattern[str]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The grammar words with what each stands for; the data file says where they come from."""

    version: str
    source: str
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    quarters: Mapping[str, int]
    quarter_words: tuple[str, ...]
    quarter_letters: tuple[str, ...]
    parts: Mapping[str, str]
    bounds: Mapping[str, str]
    joiners: Mapping[str, str]
    kinds: Mapping[str, str]
    financial_year: tuple[str, ...]
    also_words: frozenset[str]
    parts_without_days: frozenset[str]
    ambiguous: Mapping[str, str]
    no_days: tuple[NoDay, ...]
    year_starts: int
    two_digits: tuple[int, int]
    plausible: tuple[int, int]

    def of_kind(self, name: str) -> list[str]:
        """Return the words of a kind: ongoing, dependent, stage."""
        return [word for word, one in self.kinds.items() if one == name]

    def joining(self, name: str) -> list[str]:
        """Return the words that stand between dates: range, list, glue, weekdays."""
        return [word for word, one in self.joiners.items() if one == name]

    def year_of(self, digits: str) -> int | None:
        """Return the year that two or four digits stand for; None where it is no year of a plan."""
        year = int(digits)
        if len(digits) == 2:
            year += self.two_digits[0] if self.two_digits[0] + year <= self.two_digits[1] else 1900
        return year if self.plausible[0] <= year <= self.plausible[1] else None


@cache
def load_words() -> Words:
    """Return the words that come with Evenhand."""
    read = tomllib.loads((resources.files("evenhand.planning.dates") / _DATA).read_text("utf-8"))
    quarters = read["quarters"]
    return Words(
        version=read["version"],
        source=read["source"],
        months={word: int(month) for month, words in read["months"].items() for word in words},
        seasons={word: one["first_month"] for one in read["seasons"].values() for word in one["words"]},
        quarters={word: int(place) for place, words in quarters["ordinals"].items() for word in words},
        quarter_words=tuple(quarters["words"]),
        quarter_letters=tuple(quarters["letters"]),
        parts=_turned(read["parts"]),
        bounds=_turned(read["bounds"]),
        joiners=_turned(read["joiners"]),
        kinds=_turned(read["kinds"]),
        financial_year=tuple(read["financial_year"]["words"]),
        also_words=frozenset(read["also_words"]["words"]),
        parts_without_days=frozenset(read["parts_without_days"]["words"]),
        ambiguous={word: said(f"date.{one['code']}") for one in read["ambiguous"] for word in one["words"]},
        no_days=tuple(
            NoDay(pattern=any_of(one["words"]), why=said(f"date.{one['code']}")) for one in read["no_day"]
        ),
        year_starts=read["financial_year_starts"],
        two_digits=tuple(read["two_digit_years"]),
        plausible=tuple(read["plausible_years"]),
    )


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words, the longest first, as whole words in any capitals."""
    return re.compile(whole(words), re.IGNORECASE)


def whole(words: Iterable[str]) -> str:
    """Return the text of such a pattern; spaces in a word stand for any white space."""
    longest_first = sorted(words, key=len, reverse=True)
    spelled = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return rf"(?<![^\W_])(?:{spelled})(?![^\W_])"


def _turned(groups: Mapping[str, Any]) -> dict[str, str]:
    """Return each word with the name of its group."""
    return {word: name for name, words in groups.items() for word in words}
