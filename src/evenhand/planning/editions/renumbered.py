"""Suggestions that a dropped row and an added one are the same action under another reference; nothing is asserted."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from rapidfuzz import fuzz, process

from evenhand.planning.editions.changes import plain
from evenhand.planning.rows import PlanRow

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

    The words of the action are compared in any order, so that the way back gives the same pairs.
    """
    if not dropped or not added:
        return ()
    scores = process.cdist(
        [plain(row.action).lower() for row in dropped],
        [plain(row.action).lower() for row in added],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=100 * suggest_from(),
        dtype=np.float64,
    )
    places = [(int(one), int(other)) for one, other in np.argwhere(scores > 0)]
    likest_first = sorted(places, key=lambda pair: (-scores[pair], _sorted_texts(dropped, added, pair), pair))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for one, other in likest_first:
        if one not in taken_old and other not in taken_new:
            taken_old.add(one)
            taken_new.add(other)
            score = round(float(scores[one, other]) / 100, 3)
            found.append(Renumbered(old=dropped[one], new=added[other], score=score))
    return tuple(found)


def _sorted_texts(dropped: Sequence[PlanRow], added: Sequence[PlanRow], pair: tuple[int, int]) -> list[str]:
    """Equally like pairs stand in an order that does not depend on which edition is called the older."""
    rows = (dropped[pair[0]], added[pair[1]])
    return sorted(f"{row.reference}\n{plain(row.action)}" for row in rows)
