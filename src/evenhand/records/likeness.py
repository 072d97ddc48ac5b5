"""Which column of a known format a heading is most like, by its words and by what stands below it."""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from evenhand.records import rules
from evenhand.records.facts import Facts, Holds, tokens
from evenhand.records.profiles import Column, Kind, Profile, heading_key
from evenhand.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A heading that was taken for a column of a format: how alike they are, and the share of known words."""

    facts: Facts
    column: Column
    alike: float
    known: float


@cache
def judgement() -> Mapping[str, Any]:
    """Return by what a profile is proposed, from propose.toml."""
    return tomllib.loads((resources.files("evenhand.records") / "propose.toml").read_text("utf-8"))


def headings_alike(one: str, other: str) -> float:
    """Return from 0 to 1 how alike two headings are: in all letters, or word by word whatever their order."""
    if heading_key(one) == heading_key(other):
        return 1.0
    letters = difflib.SequenceMatcher(None, heading_key(one), heading_key(other)).ratio()
    first, second = (_meanings(text) for text in (one, other))
    if not first or not second:
        return letters * 0.9
    hits = sum(any(_same(a, b) for b in second) for a in first) + sum(
        any(_same(a, b) for a in first) for b in second
    )
    return max(letters * 0.9, 0.95 * hits / (len(first) + len(second)))


def match(columns: Sequence[Facts], profile: Profile, vocabulary: Vocabulary) -> list[Match]:
    """Return which heading is taken for which column of a profile, each once, the most alike first."""
    pairs = []
    for column in profile.columns:
        words = rules.spellings(column, vocabulary) if column.kind is Kind.CODE else {}
        compared = (_compare(facts, column, words) for facts in columns)
        pairs += [one for one in compared if one is not None]
    pairs.sort(key=lambda one: (-one.alike, one.column.target, one.facts.heading))
    return _each_once(pairs)


def _each_once(pairs: Sequence[Match]) -> list[Match]:
    taken: list[Match] = []
    for one in pairs:
        if all(one.facts is not each.facts and one.column is not each.column for each in taken):
            taken.append(one)
    return taken


def _compare(facts: Facts, column: Column, words: Mapping[str, str]) -> Match | None:
    """Return how alike a heading and a column are; none where they aren't, or the cells can't be of that kind.

    `words` are those that a column of codes knows.
    """
    how, known = judgement(), 0.0
    alike = max(headings_alike(facts.heading, name) for name in (column.name, column.target, *column.also))
    if alike < how["alike_heading"]:
        return None
    if column.kind is Kind.CODE and facts.filled:
        known = facts.share_in(words)
        alike *= 1 - how["words_weigh"] * (1 - known) if known or column.required else 0.5
    elif facts.filled and not _can_be(facts.holds, column.kind):
        return None
    return Match(facts=facts, column=column, alike=alike, known=known) if alike >= how["alike"] else None


def _can_be(holds: Holds, kind: Kind) -> bool:
    if kind is Kind.DATE:
        return holds is Holds.DATES
    if kind in (Kind.WHOLE, Kind.COUNT):
        return holds is Holds.WHOLE
    return holds is not Holds.DATES


def _meanings(heading: str) -> list[str]:
    """Return the words of a heading, each by the one that stands for all of its meaning."""
    same, passed_over = judgement()["same"], judgement()["passed_over"]
    words = [word for word in tokens(heading) if word not in passed_over]
    return [next((meaning for meaning, others in same.items() if word in others), word) for word in words]


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 4 and long.startswith(short))
