"""What becomes of a difference among people of the same drug group, age or suite: a sentence each, and no cause."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evenhand.findings.claims import with_claims
from evenhand.findings.types import Finding, Within
from evenhand.findings.words import of_every_100
from evenhand.measures import Measure, MeasureTable, State
from evenhand.vocabulary import Programme, Vocabulary
from evenhand.vocabulary.speech import Speech

_SAID = (State.OK, State.BELOW_THRESHOLD)
Rows = Mapping[tuple[str, str], Mapping[str, Any]]
"""Rows of the difference within strata by cell id and characteristic."""


def within_rows(measures: MeasureTable) -> Rows:
    """Return the rows of the difference within strata, so that one is found by its cell and its characteristic."""
    rows = measures.where(measure=str(Measure.DIFFERENCE_WITHIN)).to_rows()
    return {(row["cell_id"], row["within"]): row for row in rows}


def within_of(
    finding: Finding, rows: Rows, *, programme: Programme, vocabulary: Vocabulary
) -> tuple[Within, ...]:
    """Return what is known of a finding's difference within each characteristic that the programme names.

    Nothing where the counts hold no strata of it. The difference is taken the way round that makes it positive:
    `reversed` if every possible figure within is below 0, `smaller` or `wider` if every one is on that side of the
    crude figure, `same` if it is above 0 and holds the crude figure, else `cannot_say`. Source: C4.
    """
    found = []
    for name in programme.within:
        row = rows.get((finding.cell_ids[0], name))
        if row is not None and name != finding.characteristic:
            found.append(_judged(finding, row, start_of(name, vocabulary), vocabulary.speech))
    return tuple(found)


def with_within(finding: Finding, found: tuple[Within, ...]) -> Finding:
    """Return the finding with what becomes of it within each characteristic, in its evidence as well."""
    verdicts = {f"within.{one.characteristic}": one.verdict for one in found}
    evidence = replace(finding.evidence, verdicts=dict(finding.evidence.verdicts or {}) | verdicts)
    return replace(finding, within=found, evidence=with_claims(evidence))


def start_of(within: str, vocabulary: Vocabulary) -> str:
    """Return the words with which a comparison within a characteristic begins."""
    key = f"findings.within.start.{within}"
    if vocabulary.speech.messages.has(key):
        return vocabulary.speech.say(key)
    return vocabulary.speech.say(
        "findings.within.start.any", characteristic=vocabulary.characteristic_title(within)
    )


def _judged(finding: Finding, row: Mapping[str, Any], start: str, speech: Speech) -> Within:
    figures = [row[name] for name in ("estimate", "lower", "upper")]
    shared = {"characteristic": row["within"], "units": row["units"], "cell_id": row["cell_id"]}
    shared |= dict(zip(("estimate", "lower", "upper"), figures, strict=True))
    if row["state"] not in _SAID or None in figures:
        why = speech.say("findings.within.too_few", start=start)
        return Within(verdict="cannot_say", sentence=why, **shared)
    sign = 1 if finding.estimate > 0 else -1
    middle, low, high = (sign * figures[0], *sorted(sign * one for one in figures[1:]))
    verdict, words = _verdict(abs(finding.estimate), low, high)
    size = _size(speech, verdict, middle, low, high)
    said = speech.say("findings.within.sentence", start=start, words=speech.say(words), size=size)
    return Within(verdict=verdict, sentence=said, **shared)


def _verdict(crude: float, low: float, high: float) -> tuple[str, str]:
    """What all the figures within have in common, and the key of the words for it."""
    if high < 0:
        return "reversed", "findings.within.reversed"
    if low > 0 and high < crude:
        return "smaller", "findings.within.smaller"
    if low > crude:
        return "wider", "findings.within.wider"
    if low > 0:
        return "same", "findings.within.same"
    if high < crude:
        return "smaller", "findings.within.smaller_or_none"
    return "cannot_say", "findings.within.cannot_say"


def _size(speech: Speech, verdict: str, middle: float, low: float, high: float) -> str:
    if verdict == "reversed":
        middle, low, high = -middle, -high, -low
    ends = {"low": _signed(speech, low), "high": _signed(speech, high)}
    if verdict == "cannot_say":
        return speech.say("findings.within.anything", **ends)
    return speech.say("findings.within.size", middle=_signed(speech, middle), **ends)


def _signed(speech: Speech, share: float) -> str:
    said = of_every_100(abs(share), speech)
    return said if share >= 0 else speech.say("findings.within.other_way", figure=said)
