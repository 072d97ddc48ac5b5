"""The comparisons of a report: those of each area's latest complete period, and of years put together where it is small."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from evenhand.foundations import CountTable, Period
from evenhand.measures.compare import testable
from evenhand.measures.pairs import Pairs, stage_pairs
from evenhand.measures.pool import pooled_pairs
from evenhand.measures.rules import MeasureRules
from evenhand.measures.smallest_gap import unseen
from evenhand.vocabulary import Programme, Vocabulary

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """All numerators and denominators, and which of their comparisons a report makes (Holm's family).

    `pairs` has those of every period by stage id, `pooled` those of several years together, `headline` the latest
    complete period of each area: only its comparisons are made, and the pooled ones that end with it.
    """

    pairs: Mapping[str, Pairs]
    pooled: Mapping[str, Pairs]
    headline: Mapping[str, str]
    programme: Programme
    rules: MeasureRules

    def tested(self) -> Iterator[tuple[Pairs, Mask]]:
        """Yield pairs with the rows that are compared in this report."""
        for one in self.pairs.values():
            yield one, in_family(one, self.programme, self.rules) & is_headline(one, self.headline)
        for one in self.pooled.values():
            yield one, in_family(one, self.programme, self.rules)

    @property
    def made(self) -> int:
        """How many comparisons the report makes."""
        return sum(int(mask.sum()) for _, mask in self.tested())


def family_of(
    counts: CountTable,
    *,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules,
    as_at: date | None = None,
) -> Family:
    """Return the comparisons that the counts allow; `as_at` is the day to which they are complete, None: all are."""
    pairs = all_pairs(counts, programme, vocabulary)
    headline = headline_periods(counts, as_at)
    single = Family(pairs=pairs, pooled={}, headline=headline, programme=programme, rules=rules)
    if len(counts.cells.column("period").unique()) < 2:
        return single
    pooled: dict[str, Pairs] = {}
    for name, one in pairs.items():
        small = is_headline(one, headline) & one.is_compared & unseen(one, rules=rules, made=single.made)
        if one.stage.makes_a_gap and small.any():
            found = pooled_pairs(one, small, programme=programme, vocabulary=vocabulary, rules=rules)
            pooled |= {name: found} if len(found) else {}
    return Family(pairs=pairs, pooled=pooled, headline=headline, programme=programme, rules=rules)


def all_pairs(counts: CountTable, programme: Programme, vocabulary: Vocabulary) -> dict[str, Pairs]:
    """Return numerators and denominators of every stage that has a stage before it, by stage id."""
    counts = counts.crossings(only=False)
    stages = [stage for stage in programme.stages if stage.of is not None]
    return {stage.id: stage_pairs(counts, programme, vocabulary, stage) for stage in stages}


def in_family(pairs: Pairs, programme: Programme, rules: MeasureRules) -> Mask:
    """Return which rows are among the comparisons that the programme makes, whatever their period."""
    chosen = testable(pairs, rules) if pairs.stage.makes_a_gap else testable(pairs, rules) & False
    return chosen & np.isin(pairs.columns["characteristic"], programme.compare)


def headline_periods(counts: CountTable, as_at: date | None = None) -> dict[str, str]:
    """Return of each area the latest period that was over on the day `as_at`; where none was, the latest.

    Of periods that end on one day it is the longest.
    """
    found: dict[str, tuple[bool, date, int, str]] = {}
    for row in counts.cells.group_by(["area", "period"]).aggregate([]).to_pylist():
        period = Period.parse(row["period"])
        order = (as_at is None or period.last <= as_at, period.last, period.days, row["period"])
        found[row["area"]] = max(found.get(row["area"], order), order)
    return {area: order[-1] for area, order in found.items()}


def is_headline(pairs: Pairs, headline: Mapping[str, str]) -> Mask:
    """Return which rows are of the headline period of their area."""
    chosen = np.array([f"{area}\x1f{period}" for area, period in headline.items()], dtype=np.str_)
    return np.isin(np.char.add(np.char.add(pairs.columns["area"], "\x1f"), pairs.columns["period"]), chosen)
