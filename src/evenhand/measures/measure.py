"""All measures of a programme from one CountTable: the same for exact counts and for protected ones."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.foundations import CountTable
from evenhand.measures.compare import comparisons, testable
from evenhand.measures.pairs import Pairs, stage_pairs
from evenhand.measures.proportion import proportions
from evenhand.measures.rate import rates
from evenhand.measures.rules import MeasureRules, load_rules
from evenhand.measures.share import shares
from evenhand.measures.smallest_gap import smallest_gaps
from evenhand.measures.types import MEASURE_SCHEMA, MeasureTable
from evenhand.measures.waterfall import waterfall
from evenhand.measures.within import comparisons_within
from evenhand.vocabulary import Programme, Stage, Vocabulary


def measure(
    counts: CountTable, *, programme: Programme, vocabulary: Vocabulary, rules: MeasureRules | None = None
) -> MeasureTable:
    """Return every measure of every stage, area, characteristic and group that the counts allow.

    Columns and units: see MeasureTable. Nothing but `counts` is looked at, so that what is made from a
    protected table may be published. Source: C3, C4, C12.
    """
    rules = rules or load_rules()
    crossings, counts = counts.crossings(only=True), counts.crossings(only=False)
    pairs = all_pairs(counts, programme, vocabulary)
    made = comparisons_made(pairs, programme, rules)
    start = programme.stages[0]
    first = stage_pairs(counts, programme, vocabulary, start)
    tables = [MEASURE_SCHEMA.empty_table(), shares(first, denominator=start.people, rules=rules)]
    for one in pairs.values():
        tables += _stage_measures(one, programme, rules, made)
        name = denominator_name(programme, one.stage)
        tables += comparisons_within(one, crossings, denominator=name, rules=rules)
    chain = [pairs[stage.id] for stage in service_chain(programme)]
    tables += waterfall(chain, denominator=_start_of(programme), rules=rules)
    return MeasureTable(rows=pa.concat_tables(tables).combine_chunks(), protection=counts.protection)


def all_pairs(counts: CountTable, programme: Programme, vocabulary: Vocabulary) -> dict[str, Pairs]:
    """Return numerators and denominators of every stage that has a stage before it, by stage id."""
    counts = counts.crossings(only=False)
    stages = [stage for stage in programme.stages if stage.of is not None]
    return {stage.id: stage_pairs(counts, programme, vocabulary, stage) for stage in stages}


def comparisons_made(pairs: dict[str, Pairs], programme: Programme, rules: MeasureRules) -> int:
    """Return how many comparisons a report makes: every group with its reference at every stage that makes a gap."""
    return sum(int(in_family(one, programme, rules).sum()) for one in pairs.values())


def in_family(pairs: Pairs, programme: Programme, rules: MeasureRules) -> NDArray[np.bool_]:
    """Return which rows are among the comparisons that the programme makes and its error rate covers."""
    chosen = testable(pairs, rules) if pairs.stage.makes_a_gap else testable(pairs, rules) & False
    return chosen & np.isin(pairs.columns["characteristic"], programme.compare)


def service_chain(programme: Programme) -> tuple[Stage, ...]:
    """Return the service and outcome stages on the way to the last stage, first to last; none below two."""
    chain: list[Stage] = []
    here: Stage | None = programme.stages[-1]
    while here is not None and here.of is not None and here.measure == "proportion":
        if here.makes_a_gap:
            chain.insert(0, here)
        here = programme.stage(here.of)
    return tuple(chain) if len(chain) > 1 else ()


def denominator_name(programme: Programme, stage: Stage) -> str:
    """Return in words of whom a stage's measures are: 'people found in need'."""
    return programme.stage(str(stage.of)).people


def _stage_measures(pairs: Pairs, programme: Programme, rules: MeasureRules, made: int) -> Iterator[pa.Table]:
    name = denominator_name(programme, pairs.stage)
    single = rates if pairs.stage.measure == "rate" else proportions
    yield single(pairs, denominator=name, rules=rules)
    yield shares(pairs, denominator=pairs.stage.people, rules=rules)
    yield from comparisons(pairs, denominator=name, rules=rules)
    if pairs.stage.makes_a_gap:
        yield smallest_gaps(pairs, denominator=name, rules=rules, made=made)


def _start_of(programme: Programme) -> str:
    chain = service_chain(programme)
    return denominator_name(programme, chain[0]) if chain else ""
