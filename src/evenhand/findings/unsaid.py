"""What cannot be said: gaps too small to see, groups too few, what was not recorded, what is not held at all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evenhand.findings.too_small import smallest_gaps, too_few, without_reference
from evenhand.findings.trust import unknown_share
from evenhand.findings.types import Finding, Unsaid
from evenhand.findings.words import capital, listed, of_every_100
from evenhand.foundations import CountTable
from evenhand.measures import MeasureRules, MeasureTable
from evenhand.vocabulary import Programme, Stage, Vocabulary


def what_cannot_be_said(
    counts: CountTable,
    measures: MeasureTable,
    found: Sequence[Finding],
    *,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules,
) -> tuple[Unsaid, ...]:
    """Return the limits of the report; `found` are its findings, headlines first. Source: C7, C14."""
    rows = _of_latest_period(measures.to_rows())
    areas = list(dict.fromkeys(counts.cells.column("area").to_pylist()))
    said: list[Unsaid] = []
    said += _not_recorded(counts, areas, programme, vocabulary, rules)
    for area in areas:
        said += _no_population(counts, area, programme, vocabulary)
        stage = _telling_stage(area, programme, found)
        if stage is not None:
            here = [row for row in rows if row["area"] == area and row["stage"] == programme.stage_key(stage)]
            told = {(one.characteristic, one.group) for one in found if (one.area, one.stage) == _at(here)}
            said += smallest_gaps(here, stage, told, programme, vocabulary)
            said += too_few(here, programme, vocabulary)
            said += without_reference(here, programme, vocabulary)
    said += _not_held(rows, vocabulary)
    said += [Unsaid(reason="note", sentence=limit) for limit in programme.limits]
    return tuple(said)


def _of_latest_period(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of each area the rows of its latest period."""
    latest: dict[str, str] = {}
    for row in rows:
        latest[row["area"]] = max(latest.get(row["area"], ""), row["period"].rsplit("/", 1)[-1])
    return [row for row in rows if row["period"].endswith(latest[row["area"]])]


def _telling_stage(area: str, programme: Programme, found: Sequence[Finding]) -> Stage | None:
    """The step that an area's limits are told of: that of its first finding, else the first that makes a gap."""
    for one in found:
        if one.area == area:
            return programme.stage(one.stage)
    return next((one for one in programme.stages if one.makes_a_gap), None)


def _at(rows: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    return (rows[0]["area"], rows[0]["stage"]) if rows else ("", "")


def _not_recorded(
    counts: CountTable,
    areas: Sequence[str],
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules,
) -> Iterator[Unsaid]:
    """For each compared characteristic: the share of people for whom it is not recorded, the largest first."""
    people = next(one for one in programme.stages if one.unit == programme.unit).people
    shares = [
        (unknown_share(counts, programme, area, characteristic) or 0.0, area, characteristic)
        for area in areas
        for characteristic in programme.compare
    ]
    for share, area, characteristic in sorted(shares, key=lambda one: (-one[0], one[1:])):
        if share >= rules.not_recorded_share:
            yield Unsaid(
                reason="not_recorded",
                area=area,
                characteristic=characteristic,
                sentence=f"{capital(vocabulary.areas.name(area))}: {vocabulary.characteristic_title(characteristic)} is not "
                f"known for about {of_every_100(share)} of every 100 {people}. Where they belong could change "
                "every comparison.",
            )


def _no_population(
    counts: CountTable, area: str, programme: Programme, vocabulary: Vocabulary
) -> Iterator[Unsaid]:
    """Rates need residents: say so for an area that has none."""
    stage = next((one for one in programme.stages if one.measure == "rate"), None)
    if stage is None or stage.of is None:
        return
    if not len(counts.where(area=area, stage=programme.stage_key(programme.stage(stage.of)))):
        yield Unsaid(
            reason="no_population",
            area=area,
            sentence=f"{capital(vocabulary.areas.name(area))}: how often people of each group {stage.did}, since no "
            "population of the area was given.",
        )


def _not_held(rows: Sequence[Mapping[str, Any]], vocabulary: Vocabulary) -> Iterator[Unsaid]:
    """The characteristics the law protects that these files do not hold."""
    held = {row["characteristic"] for row in rows}
    missing = [title for name, title in vocabulary.protected.items() if not held & set(name.split("/"))]
    if missing:
        yield Unsaid(
            reason="not_held",
            sentence=f"Anything by {listed(missing)}: these files do not hold it.",
        )
