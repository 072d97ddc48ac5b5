"""From a comparison that held to a finding: figures with their ranges, people affected, the sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evenhand.findings.candidates import Candidate
from evenhand.findings.claims import with_claims
from evenhand.findings.evidence import Control, Ends, Evidence
from evenhand.findings.sentences import Figure, proportion_sentence, rate_sentence
from evenhand.findings.short import short_proportion, short_rate
from evenhand.findings.types import Finding
from evenhand.findings.words import group_people, years_together
from evenhand.measures import Measure, MeasureTable, Pairs, State
from evenhand.vocabulary import Polarity, Programme, Stage, Vocabulary
from evenhand.vocabulary.speech import Speech

Rows = Mapping[tuple[str, str], Mapping[str, Any]]
"""Measure rows by cell id and measure."""


def rows_by_cell(measures: MeasureTable) -> Rows:
    """Return the measure rows so that one is found by its cell and its measure."""
    return {(row["cell_id"], row["measure"]): row for row in measures.to_rows()}


def make_finding(
    candidate: Candidate,
    test: Control,
    *,
    rows: Rows,
    programme: Programme,
    vocabulary: Vocabulary,
    says_when: bool = False,
) -> Finding:
    """Return the finding of a comparison; every number in it stands in a measure row of a protected cell.

    `says_when` has the sentence name the period, for a report on several.
    """
    pairs, row = candidate.pairs, candidate.row
    names = {name: str(column[row]) for name, column in pairs.columns.items()}
    cells = names["cell_id"], str(pairs.columns["cell_id"][int(pairs.reference[row])])
    gap, ratio = rows[cells[0], Measure.DIFFERENCE], rows[cells[0], Measure.RATIO]
    more = _people(pairs, row, gap)
    pooled = years_together(names["period"], vocabulary.speech) if candidate.is_pooled else ""
    area_name = vocabulary.areas.name(names["area"])
    when = f"{area_name} ({pooled or vocabulary.speech.period(names['period'])})"
    areas = (when, area_name) if says_when else (area_name,)
    groups = (names["group"], gap["reference"])
    listed = names["code_list"], names["edition"]
    figures = [rows[cell, _single(pairs.stage)] for cell in cells]
    said = _sentence(
        pairs.stage,
        figures,
        ratio,
        [group_people(vocabulary, *listed, one) for one in groups],
        programme=programme,
        speech=vocabulary.speech,
        areas=areas,
        more=more,
    )
    group_label, reference_label = (vocabulary.group_label(*listed, one) for one in groups)
    return Finding(
        rank=0,
        area=names["area"],
        area_name=area_name,
        period=names["period"],
        characteristic=names["characteristic"],
        code_list=names["code_list"],
        edition=names["edition"],
        group=names["group"],
        group_label=group_label,
        reference=gap["reference"],
        reference_label=reference_label,
        stage=pairs.stage_key,
        measure=str(Measure.DIFFERENCE),
        units=gap["units"],
        estimate=gap["estimate"],
        lower=gap["lower"],
        upper=gap["upper"],
        ratio=ratio["estimate"],
        ratio_lower=ratio["lower"],
        ratio_upper=ratio["upper"],
        people=more,
        adjusted_p=candidate.adjusted_p,
        standing=_standing(pairs.stage, gap["estimate"]),
        short=said.short,
        lead=said.lead,
        rest=said.rest,
        evidence=_evidence(candidate, test, cells, figures, gap),
        cell_ids=cells,
        pooled=pooled,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement in one line, and in full: what stands out and what follows it."""

    short: str
    lead: str
    rest: str


def _single(stage: Stage) -> Measure:
    return Measure.RATE if stage.measure == "rate" else Measure.PROPORTION


def _sentence(
    stage: Stage,
    figures: Sequence[Mapping[str, Any]],
    ratio: Mapping[str, Any],
    people: Sequence[str],
    *,
    programme: Programme,
    areas: Sequence[str],
    speech: Speech,
    more: tuple[int, int],
) -> _Said:
    """A finding in words; of `figures` and `people` the group first, then its reference; `areas` the longest name first."""
    own, base = (_figure(one) for one in figures)
    whom: dict[str, Any] = {"speech": speech, "people": people[0], "reference": people[1]}
    whom |= {"own": own, "base": base}
    if stage.measure == "rate":
        times = _ratio(ratio)
        short = short_rate(stage, areas=areas, ratio=times, **whom)
        return _Said(short, *rate_sentence(programme, stage, ratio=times, area=areas[0], more=more, **whom))
    short = short_proportion(programme, stage, areas=areas, **whom)
    return _Said(short, *proportion_sentence(programme, stage, area=areas[0], more=more, **whom))


def _evidence(
    candidate: Candidate,
    test: Control,
    cells: tuple[str, ...],
    figures: Sequence[Mapping[str, Any]],
    gap: Mapping[str, Any],
) -> Evidence:
    own, base, difference = (_ends(one) for one in (*figures, gap))
    evidence = Evidence(
        kind="difference",
        cell_ids=cells,
        measure=str(Measure.DIFFERENCE),
        units=gap["units"],
        own=own,
        base=base,
        gap=difference,
        comparisons=test.comparisons,
        adjusted_p=candidate.adjusted_p,
        error_rate=test.error_rate,
        polarity=str(candidate.pairs.stage.polarity),
        protection=test.protection,
    )
    return with_claims(evidence)


def _ends(row: Mapping[str, Any]) -> Ends:
    return float(row["lower"]), float(row["estimate"]), float(row["upper"])


def _standing(stage: Stage, gap: float) -> int:
    if stage.polarity == Polarity.NONE:
        return 1
    return 0 if (gap < 0) == (stage.polarity == Polarity.FAVOURABLE) else 2


def _figure(row: Mapping[str, Any]) -> Figure:
    """The estimate and its range, and whether a count behind them is hidden."""
    return Figure(
        estimate=float(row["estimate"]),
        lower=float(row["lower"]),
        upper=float(row["upper"]),
        is_hidden=row["state"] == State.BELOW_THRESHOLD,
    )


def _ratio(row: Mapping[str, Any]) -> Figure | None:
    """The ratio as a figure; None where it has no estimate or no end, since the reference may have no event."""
    return None if None in (row["estimate"], row["lower"], row["upper"]) else _figure(row)


def _people(pairs: Pairs, row: int, gap: Mapping[str, Any]) -> tuple[int, int]:
    """How many people (or searches) the gap comes to, from its nearer to its further limit, of those at the stage before."""
    per = pairs.stage.per if pairs.stage.measure == "rate" else 1
    near, far = sorted((abs(gap["lower"]), abs(gap["upper"])))
    low = near * pairs.n.lower[row] / per
    high = far * pairs.n.upper[row] / per
    return _rounded(low, down=True), _rounded(high, down=False)


def _rounded(number: float, *, down: bool) -> int:
    """To two digits, outwards."""
    if number < 1:
        return 0 if down else 1
    step = 10 ** max(int(np.floor(np.log10(number))) - 1, 0)
    return int((np.floor if down else np.ceil)(number / step) * step)
