"""All measures of a programme from one CountTable: the same for exact counts and for protected ones."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from evenhand.foundations import CountTable
from evenhand.measures.adjusted.rows import comparisons_adjusted
from evenhand.measures.borrowing.rows import borrowed
from evenhand.measures.compare import comparisons
from evenhand.measures.family import family_of
from evenhand.measures.funnels.rows import funnels
from evenhand.measures.inequality.rows import inequality_rows
from evenhand.measures.intervals import Array
from evenhand.measures.pairs import Pairs, stage_pairs
from evenhand.measures.process.rows import series_rows
from evenhand.measures.proportion import proportions
from evenhand.measures.rate import rates
from evenhand.measures.rules import MeasureRules, load_rules
from evenhand.measures.series import SeriesBreak, series_breaks
from evenhand.measures.share import shares
from evenhand.measures.smallest_gap import smallest_gaps
from evenhand.measures.standardised.rows import gaps_over_areas
from evenhand.measures.types import MEASURE_SCHEMA, Measure, MeasureTable
from evenhand.measures.unknowns.rows import bounds_of_each, bounds_over_unknowns
from evenhand.measures.waterfall import waterfall
from evenhand.measures.within import comparisons_within, people_alike
from evenhand.vocabulary import Programme, Stage, StageKind, Vocabulary


def measure(
    counts: CountTable,
    *,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules | None = None,
    as_at: date | None = None,
) -> MeasureTable:
    """Return every measure of every stage, area, period, characteristic and group that the counts allow.

    Where the latest period that is complete on the day `as_at` is too small to see any gap, there are rows of up to
    three years together, too; their period is the whole span, and their cell id that of the sum of its years.
    Columns and units: see MeasureTable. Nothing but `counts` is looked at, so that what is made from a
    protected table may be published. Source: C3, C4, C12.
    """
    rules = rules or load_rules()
    crossings, counts = counts.crossings(only=True), counts.crossings(only=False)
    family = family_of(counts, programme=programme, vocabulary=vocabulary, rules=rules, as_at=as_at)
    pairs, made = family.pairs, family.made
    breaks = series_breaks(counts, programme, vocabulary)
    tables = [MEASURE_SCHEMA.empty_table(), *_first_shares(counts, programme, vocabulary, rules)]
    for one in pairs.values():
        together = family.pooled.get(one.stage.id)
        own = list(_stage_measures(one, programme, rules, made))
        years = list(_stage_measures(together, programme, rules, made, with_shares=False)) if together else []
        tables += own + years
        name = _labelled(programme, one.stage, rules)
        for alike in people_alike(one, crossings, rules=rules):
            tables += comparisons_within(alike, denominator=name, rules=rules)
            tables += comparisons_adjusted(alike, programme=programme, denominator=name, rules=rules)
        tables += bounds_of_each(one, denominator=name, rules=rules)
        tables += bounds_over_unknowns(one, denominator=name, rules=rules)
        tables += borrowed(one, together, gaps=(_gaps(own), _gaps(years)), denominator=name, rules=rules)
        tables += _beside(one, name, family.headline, breaks, programme, vocabulary, rules)
    steps = [(one, _labelled(programme, one.stage, rules)) for one in pairs.values() if one.stage.makes_a_gap]
    tables += inequality_rows(steps, headline=family.headline, programme=programme, rules=rules)
    chain = [pairs[stage.id] for stage in service_chain(programme)]
    tables += waterfall(chain, denominator=_start_of(programme), rules=rules)
    return MeasureTable(
        rows=pa.concat_tables(tables).combine_chunks(),
        protection=counts.protection,
        certificate=counts.certificate,
    )


def _first_shares(
    counts: CountTable, programme: Programme, vocabulary: Vocabulary, rules: MeasureRules
) -> Iterator[pa.Table]:
    """Yield each group's share of the people at the first stages, of residents, and of those in need as estimated.

    They are denominators side by side with those of the later stages. Source: C4.
    """
    words = {one["unit"]: one["people"] for one in rules.beside}
    starts = [stage for stage in programme.stages if stage.of is None]
    for one in rules.beside:
        if all(stage.unit != one["unit"] for stage in starts):
            people = one["people"]
            starts.append(
                Stage(
                    id=one["stage"],
                    label=people,
                    people=people,
                    did="",
                    kind=StageKind.EXPOSURE,
                    unit=one["unit"],
                )
            )
    for start in starts:
        first = stage_pairs(counts, programme, vocabulary, start)
        yield shares(first, denominator=words.get(start.unit, start.people), rules=rules)


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


def _gaps(tables: list[pa.Table]) -> Array:
    """The smallest gaps among the rows of a stage, in their order."""
    found = [one for one in tables if len(one) and one.column("measure")[0].as_py() == Measure.SMALLEST_GAP]
    columns = [one.column("estimate").to_numpy(zero_copy_only=False) for one in found]
    return np.concatenate(columns) if columns else np.empty(0)


def _labelled(programme: Programme, stage: Stage, rules: MeasureRules) -> str:
    """Of whom a stage's measures are; residents are labelled as no measure of need."""
    base = programme.stage(str(stage.of))
    return {one["unit"]: one["people"] for one in rules.beside}.get(base.unit, base.people)


def _stage_measures(
    pairs: Pairs, programme: Programme, rules: MeasureRules, made: int, *, with_shares: bool = True
) -> Iterator[pa.Table]:
    name = _labelled(programme, pairs.stage, rules)
    single = rates if pairs.stage.measure == "rate" else proportions
    yield single(pairs, denominator=name, rules=rules)
    if with_shares:
        yield shares(pairs, denominator=pairs.stage.people, rules=rules)
    yield from comparisons(pairs, denominator=name, rules=rules)
    if pairs.stage.makes_a_gap:
        yield smallest_gaps(pairs, denominator=name, rules=rules, made=made)


def _beside(
    pairs: Pairs,
    denominator: str,
    headline: Mapping[str, str],
    breaks: tuple[SeriesBreak, ...],
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules,
) -> Iterator[pa.Table]:
    """Areas beside each other, and periods after each other, of a stage that can make a gap."""
    if not pairs.stage.makes_a_gap:
        return
    shared: dict[str, Any] = {"denominator": denominator, "programme": programme}
    yield from funnels(pairs, headline=headline, vocabulary=vocabulary, rules=rules, **shared)
    yield from gaps_over_areas(pairs, headline=headline, vocabulary=vocabulary, rules=rules, **shared)
    yield from series_rows(pairs, breaks=breaks, level=rules.level, **shared)


def _start_of(programme: Programme) -> str:
    chain = service_chain(programme)
    return denominator_name(programme, chain[0]) if chain else ""
