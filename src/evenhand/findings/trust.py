"""How far to trust a report: what was not recorded, how many comparisons, what they risk; in pairs of words."""

from collections.abc import Iterator, Mapping
from typing import Any

from evenhand.findings.types import Findings
from evenhand.findings.words import capital, in_100
from evenhand.foundations import EVERYONE, REACHED, CountTable
from evenhand.vocabulary import UNKNOWNS, Programme, Vocabulary


def how_far_to_trust(
    counts: CountTable, findings: Findings, *, programme: Programme, vocabulary: Vocabulary
) -> tuple[tuple[str, str], ...]:
    """Return pairs of words (what, how much) for the foot of the page; from protected counts alone."""
    pairs = [*_intensive(counts, vocabulary), *_not_known(counts, programme, vocabulary)]
    say = vocabulary.speech.say
    pairs.append((say("findings.trust.comparisons"), f"{findings.comparisons:,}"))
    if findings.by_chance_alone >= 1:
        said = say("findings.trust.about_number", number=f"{findings.by_chance_alone:.0f}")
        pairs.append((say("findings.trust.by_chance_alone"), said))
    if any(one.reason == "smallest_gap" for one in findings.cannot_say):
        pairs.append((say("findings.trust.power"), in_100(findings.power, vocabulary.speech)))
    if findings.headlines:
        expected = findings.false_alarms
        pairs.append(
            (
                say("findings.trust.false_alarms"),
                say("findings.fewer_than_1") if expected < 1 else f"{expected:.0f}",
            )
        )
    return tuple(pairs)


def unknown_share(counts: CountTable, programme: Programme, area: str, characteristic: str) -> float | None:
    """Return the share of people at the first counted stage for whom a characteristic is not known; None: not held."""
    stage = next(one for one in programme.stages if one.unit == programme.unit)
    here = counts.where(area=area, stage=programme.stage_key(stage), state=REACHED).to_rows()
    groups = [row for row in here if row["characteristic"] == characteristic]
    total = max(
        sum(_point(row) for row in groups),
        sum(_point(row) for row in here if row["characteristic"] == EVERYONE),
    )
    if not groups or not total:
        return None
    return sum(_point(row) for row in groups if row["group"] in UNKNOWNS) / total


def _intensive(counts: CountTable, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Since when testing on arrest is required in an area, where that is known (A1)."""
    for code in _areas(counts):
        area = vocabulary.areas.by_code.get(code)
        if area is not None and area.intensive_from is not None:
            say, day = vocabulary.speech.say, vocabulary.speech.day(area.intensive_from)
            yield say("findings.trust.intensive", area=area.name), say("findings.trust.since", day=day)


def _areas(counts: CountTable) -> list[str]:
    return sorted(counts.cells.column("area").unique().to_pylist())


def _not_known(counts: CountTable, programme: Programme, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for area in _areas(counts):
        for characteristic in programme.compare:
            share = unknown_share(counts, programme, area, characteristic)
            if share is not None:
                title = vocabulary.characteristic_title(characteristic)
                words = {"area": capital(vocabulary.areas.name(area)), "characteristic": title}
                yield (
                    vocabulary.speech.say("findings.trust.not_known", **words),
                    in_100(share, vocabulary.speech),
                )


def _point(row: Mapping[str, Any]) -> float:
    return float((row["lower"] + row["upper"]) / 2 if row["value"] is None else row["value"])
