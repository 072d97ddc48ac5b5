"""Figures that changed at the time at which a form, a law or a code list did. No more than that is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evenhand.findings.evidence import Evidence
from evenhand.findings.monitoring_rules import MonitoringRules
from evenhand.findings.sums import NOT_RECORDED, Sum, surest_chance
from evenhand.findings.suspected import Suspected
from evenhand.findings.words import of_every_100
from evenhand.foundations import AT_RISK, EVERYONE, REACHED, CountTable, Period
from evenhand.measures import SeriesBreak, denominator_name, series_breaks
from evenhand.vocabulary import Programme, Vocabulary


@dataclass(frozen=True, slots=True)
class _Figure:
    """A share that is followed over a mark: in words, with its counts by period and the cells it rests on."""

    what: str
    characteristic: str
    by_period: dict[Period, tuple[Sum, Sum, tuple[str, ...]]]


def jumps(
    counts: CountTable, programme: Programme, vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[Suspected]:
    """Yield for each mark of a series how the figures that it touches compare before and after it.

    The last period that ends before the mark and the first that begins with it or after. Figures: the share of whom a
    characteristic is not known; where a mark touches everyone also the share at each step. Source: docs/adr/0014.
    """
    marks = series_breaks(counts, programme, vocabulary)
    rows = counts.crossings(only=False).to_rows() if marks else []
    for mark in marks:
        for area in sorted({row["area"] for row in rows if mark.area in ("", row["area"])}):
            here = [row for row in rows if row["area"] == area]
            for figure in _figures(here, mark, programme, vocabulary):
                before = [one for one in figure.by_period if one.last < mark.day]
                after = [one for one in figure.by_period if one.first >= mark.day]
                if before and after:
                    ends = max(before, key=_span), min(after, key=_span)
                    yield from _compared(figure, mark, area, ends, vocabulary, rules)


def _span(period: Period) -> tuple[str, str]:
    return period.last.isoformat(), period.first.isoformat()


def _figures(
    rows: list[dict[str, Any]], mark: SeriesBreak, programme: Programme, vocabulary: Vocabulary
) -> Iterator[_Figure]:
    first = next(one for one in programme.stages if one.unit == programme.unit)
    speech = vocabulary.speech
    for name in (mark.characteristic,) if mark.characteristic else programme.compare:
        found: dict[Period, tuple[Sum, Sum, tuple[str, ...]]] = {}
        for row in rows:
            at_first = (row["stage"], row["state"]) == (programme.stage_key(first), REACHED)
            if row["characteristic"] == name and at_first:
                _put(found, row, is_hit=row["group"] in NOT_RECORDED)
        title = vocabulary.characteristic_title(name)
        what = speech.say("monitoring.share_not_known", people=first.people, characteristic=title)
        yield _Figure(what, name, found)
    for stage in programme.stages if not mark.characteristic else ():
        if not stage.makes_a_gap or stage.measure != "proportion":
            continue
        if mark.stages and stage.id not in mark.stages:
            continue
        reached: dict[Period, tuple[Sum, Sum, tuple[str, ...]]] = {}
        at_risk = {
            row["period"]: row
            for row in rows
            if row["characteristic"] == EVERYONE
            and (row["stage"], row["state"]) == (programme.stage_key(stage), AT_RISK)
        }
        for row in rows:
            at_stage = (row["stage"], row["state"]) == (programme.stage_key(stage), REACHED)
            if row["characteristic"] == EVERYONE and at_stage and row["period"] in at_risk:
                hit, whole = Sum().plus(row), Sum().plus(at_risk[row["period"]])
                reached[Period.parse(row["period"])] = (hit, whole.without(hit), (row["cell_id"],))
        people = denominator_name(programme, stage)
        yield _Figure(speech.say("monitoring.share_did", people=people, did=stage.did), "", reached)


def _put(found: dict[Period, tuple[Sum, Sum, tuple[str, ...]]], row: dict[str, Any], *, is_hit: bool) -> None:
    hit, rest, cells = found.get(Period.parse(row["period"]), (Sum(), Sum(), ()))
    added = (hit.plus(row), rest) if is_hit else (hit, rest.plus(row))
    found[Period.parse(row["period"])] = (*added, (*cells, row["cell_id"]))


def _compared(
    figure: _Figure,
    mark: SeriesBreak,
    area: str,
    periods: tuple[Period, Period],
    vocabulary: Vocabulary,
    rules: MonitoringRules,
) -> Iterator[Suspected]:
    (hit, rest, cells), (hit2, rest2, cells2) = (figure.by_period[one] for one in periods)
    if min(hit.lower + rest.lower, hit2.lower + rest2.lower) < rules.least_rows:
        return
    before, after = hit.ends(rest), hit2.ends(rest2)
    speech = vocabulary.speech
    yield Suspected(
        kind="jump",
        chance=surest_chance(hit, rest, hit2, rest2),
        is_wide=abs(after[1] - before[1]) >= rules.unequal_gap,
        characteristic=figure.characteristic,
        share=after[1],
        words={
            "area": vocabulary.areas.name(area),
            "what": figure.what,
            "mark": mark.what.rstrip("."),
            "day": speech.day(mark.day),
            "before": of_every_100(before[1], speech),
            "first": speech.period(periods[0]),
            "after": of_every_100(after[1], speech),
            "second": speech.period(periods[1]),
        },
        evidence=Evidence(
            kind="recording",
            cell_ids=cells + cells2,
            measure="not_recorded" if figure.characteristic else "proportion",
            units="share_difference",
            own=after,
            base=before,
            gap=(after[0] - before[2], after[1] - before[1], after[2] - before[0]),
            verdicts={"mark": "list" if mark.source == "the table itself" else "form"},
        ),
    )
