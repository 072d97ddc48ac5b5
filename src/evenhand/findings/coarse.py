"""Categories that are too coarse: groups of one category that differ from each other at a step."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import numpy as np

from evenhand.findings.evidence import Ends, Evidence
from evenhand.findings.monitoring_rules import MonitoringRules
from evenhand.findings.suspected import Suspected
from evenhand.findings.words import of_every_100
from evenhand.foundations import CountTable
from evenhand.measures import Pairs, all_pairs, headline_periods
from evenhand.measures.exact_test import chance_of_more
from evenhand.measures.family import is_headline
from evenhand.measures.widen import high_corner, low_corner
from evenhand.vocabulary import CodeList, Programme, Vocabulary


def too_coarse(
    counts: CountTable,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MonitoringRules,
    as_at: date | None = None,
) -> Iterator[Suspected]:
    """Yield for each step, area and category that a finer (or local) list divides how its groups compare.

    Every two groups of a category are compared by an exact test; the least probable pair, times the number of pairs
    (Bonferroni), is the probability of the category. Of each area's latest complete period.
    """
    headline = headline_periods(counts, as_at)
    for pairs in all_pairs(counts, programme, vocabulary).values():
        if pairs.stage.makes_a_gap and pairs.stage.measure == "proportion":
            enough = is_headline(pairs, headline) & (pairs.n.lower >= rules.least_rows_of_group)
            for (area, listed, category), rows in sorted(_categories(pairs, enough, vocabulary).items()):
                if len(rows) > 1:
                    code_list = vocabulary.code_lists[listed]
                    yield _differing(pairs, np.array(rows), area, code_list, category, vocabulary, rules)


def _categories(
    pairs: Pairs, enough: np.ndarray, vocabulary: Vocabulary
) -> dict[tuple[str, str, str], list[int]]:
    """The rows of each area, list and category of the coarser list."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for row in np.flatnonzero(enough).tolist():
        names = {name: str(pairs.columns[name][row]) for name in ("area", "code_list", "edition", "group")}
        key = f"{names['code_list']}:{names['edition']}"
        listed = vocabulary.code_lists.get(key)
        if listed is None or listed.coarser not in vocabulary.code_lists:
            continue
        category = next((one.group for one in listed.values if one.code == names["group"]), None)
        if category is not None:
            found.setdefault((names["area"], key, category), []).append(row)
    return found


def _differing(
    pairs: Pairs,
    rows: np.ndarray,
    area: str,
    listed: CodeList,
    category: str,
    vocabulary: Vocabulary,
    rules: MonitoringRules,
) -> Suspected:
    ways = np.array(
        [[one, two] for first in combinations(rows.tolist(), 2) for one, two in (first, first[::-1])]
    )
    higher, lower = ((pairs.x.take(side), pairs.n.take(side)) for side in ways.T)
    chances = chance_of_more(*low_corner(*higher), *high_corner(*lower, within=True))
    best = int(np.argmin(chances))
    top, bottom = (_ends(pairs, int(row)) for row in ways[best])
    names = [listed.people(str(pairs.columns["group"][int(row)])) for row in ways[best]]
    coarser = vocabulary.code_lists[str(listed.coarser)]
    speech = vocabulary.speech
    return Suspected(
        kind="coarse",
        chance=min(1.0, float(chances[best]) * len(ways)),
        is_wide=top[1] - bottom[1] >= rules.unequal_gap,
        characteristic=listed.characteristic,
        share=bottom[1],
        words={
            "area": vocabulary.areas.name(area),
            "category": coarser.label(category),
            "step": pairs.stage.label,
            "low": of_every_100(bottom[1], speech),
            "people": names[1],
            "high": of_every_100(top[1], speech),
            "others": names[0],
        },
        evidence=Evidence(
            kind="recording",
            cell_ids=tuple(str(pairs.columns["cell_id"][int(row)]) for row in rows),
            measure="difference",
            units="share_difference",
            own=bottom,
            base=top,
            gap=(bottom[0] - top[2], bottom[1] - top[1], bottom[2] - top[0]),
        ),
    )


def _ends(pairs: Pairs, row: int) -> Ends:
    """The share with the least and the greatest that the protection allows."""
    here = np.array([row])
    x, n = pairs.x.take(here), pairs.n.take(here)
    (low,), (high,) = np.divide(*low_corner(x, n)), np.divide(*high_corner(x, n, within=True))
    return float(low), float(min(1.0, x.point[0] / n.point[0])), float(high)
