"""Suggestions that a dropped row and an added one are the same action under another reference; nothing is asserted."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from evenhand.planning.editions.changes import plain
from evenhand.planning.recommendations.overlap import nearest_pairs
from evenhand.planning.rows import PlanRow

Ranks = NDArray[np.int64]
Scored = tuple[Ranks, Ranks, NDArray[np.float32]]
_ALL_PAIRS = (
    500_000  # compared one by one up to here; beyond, the words that set texts apart choose whom to compare
)
_OVERLAP, _NEAREST = 0.3, 20
_FILE = resources.files("evenhand.planning.editions") / "data" / "renumbered-2026-11.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbered:
    """A suggestion: the row that was dropped, the one that was added, and how alike their words are (0 to 1)."""

    old: PlanRow
    new: PlanRow
    score: float


@cache
def suggest_from() -> float:
    """Return how alike (0 to 1) two rows must be for a suggestion."""
    return float(tomllib.loads(_FILE.read_text("utf-8"))["suggest_from"])


def renumbered_between(dropped: Sequence[PlanRow], added: Sequence[PlanRow]) -> tuple[Renumbered, ...]:
    """Return pairs of a dropped and an added row that look alike, the likest first; each row is in one pair at most.

    Rows with the very same words go first, in their order; then the words are compared in any order. The way back gives
    the same pairs.
    """
    texts = [plain(row.action).lower() for row in dropped], [plain(row.action).lower() for row in added]
    pairs = list(_same_words(*texts))
    taken = {one for one, _, _ in pairs}, {other for _, other, _ in pairs}
    left, right = (
        [place for place, text in enumerate(texts[side]) if text and place not in taken[side]]
        for side in (0, 1)
    )
    if left and right:
        old, new = [texts[0][place] for place in left], [texts[1][place] for place in right]
        ranks = _ranks([dropped[place] for place in left], [added[place] for place in right])
        pairs += [
            (left[one], right[other], score) for one, other, score in _likest(_scored(old, new), *ranks)
        ]
    return tuple(Renumbered(old=dropped[one], new=added[other], score=score) for one, other, score in pairs)


def _same_words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    waiting: dict[str, list[int]] = {}
    for place in reversed(range(len(new))):
        waiting.setdefault(new[place], []).append(place)
    for place, text in enumerate(old):
        if text and waiting.get(text):
            yield place, waiting[text].pop(), 1.0


def _scored(old: Sequence[str], new: Sequence[str]) -> Scored:
    """Pairs of places and how alike (0 to 100) they are; among very many, each row with the nearest by words alone."""
    least = 100 * suggest_from()
    if len(old) * len(new) <= _ALL_PAIRS:
        scores = process.cdist(old, new, scorer=fuzz.token_sort_ratio, score_cutoff=least, dtype=np.float32)
        ones, others = np.nonzero(scores)
        return ones, others, scores[ones, others]
    near = nearest_pairs([text.split() for text in (*old, *new)], least=_OVERLAP, nearest=_NEAREST)
    across = [(one, other - len(old)) for one, other, _ in near if one < len(old) <= other]
    found = [
        (one, other, score)
        for one, other in across
        if (score := fuzz.token_sort_ratio(old[one], new[other], score_cutoff=least))
    ]
    columns = np.array(found, dtype=np.float64).reshape(len(found), 3).T
    return columns[0].astype(np.int64), columns[1].astype(np.int64), columns[2].astype(np.float32)


def _likest(scored: Scored, old: Ranks, new: Ranks) -> Iterator[tuple[int, int, float]]:
    """The likest pair first, then the likest among the rest, and so on; equal ones by rank."""
    ones, others, scores = scored
    first, second = np.minimum(old[ones], new[others]), np.maximum(old[ones], new[others])
    taken_old, taken_new = np.zeros(len(old), dtype=bool), np.zeros(len(new), dtype=bool)
    for place in np.lexsort((second, first, -scores)):
        one, other = int(ones[place]), int(others[place])
        if not (taken_old[one] or taken_new[other]):
            taken_old[one] = taken_new[other] = True
            yield one, other, round(float(scores[place]) / 100, 3)


def _ranks(old: Sequence[PlanRow], new: Sequence[PlanRow]) -> tuple[Ranks, Ranks]:
    """The place of each row among the rows of both, which does not depend on which edition is called the older."""
    said = [f"{row.reference}\n{plain(row.action)}\n{row!r}" for row in (*old, *new)]
    places = {text: place for place, text in enumerate(sorted(set(said)))}
    ranks = np.array([places[text] for text in said], dtype=np.int64)
    return ranks[: len(old)], ranks[len(old) :]
