"""What becomes of a difference among people of the same drug group, age or suite: a sentence each, and no cause."""

from collections.abc import Mapping
from typing import Any

from evenhand.findings.types import Finding, Within
from evenhand.findings.words import of_every_100
from evenhand.measures import Measure, MeasureTable, State
from evenhand.vocabulary import Programme, Vocabulary

_SAID = (State.OK, State.BELOW_THRESHOLD)
_STARTS = {
    "drug_group": "Among people who use the same drugs",
    "age_band": "Among people of the same age",
    "suite": "Among people of the same suite",
}
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
            found.append(_judged(finding, row, start_of(name, vocabulary)))
    return tuple(found)


def start_of(within: str, vocabulary: Vocabulary) -> str:
    """Return the words with which a comparison within a characteristic begins."""
    return _STARTS.get(within, f"Among people alike in {vocabulary.characteristic_title(within)}")


def _judged(finding: Finding, row: Mapping[str, Any], start: str) -> Within:
    figures = [row[name] for name in ("estimate", "lower", "upper")]
    shared = {"characteristic": row["within"], "units": row["units"], "cell_id": row["cell_id"]}
    shared |= dict(zip(("estimate", "lower", "upper"), figures, strict=True))
    if row["state"] not in _SAID or None in figures:
        why = (
            f"{start}, it cannot be said whether the difference is there: too few people are counted in each."
        )
        return Within(verdict="cannot_say", sentence=why, **shared)
    sign = 1 if finding.estimate > 0 else -1
    middle, low, high = (sign * figures[0], *sorted(sign * one for one in figures[1:]))
    verdict, words = _verdict(abs(finding.estimate), low, high)
    return Within(verdict=verdict, sentence=f"{start}, {words}{_size(verdict, middle, low, high)}.", **shared)


def _verdict(crude: float, low: float, high: float) -> tuple[str, str]:
    """What all the figures within have in common, and the words for it."""
    if high < 0:
        return "reversed", "the difference is the other way round"
    if low > 0 and high < crude:
        return "smaller", "the difference is smaller"
    if low > crude:
        return "wider", "the difference is wider"
    if low > 0:
        return "same", "the difference is there as well, and about as wide as far as can be told"
    if high < crude:
        return "smaller", "the difference is smaller, and there may be none"
    return "cannot_say", "it cannot be said whether the difference is there"


def _size(verdict: str, middle: float, low: float, high: float) -> str:
    if verdict == "reversed":
        middle, low, high = -middle, -high, -low
    if verdict == "cannot_say":
        return f": anything from {_signed(low)} to {_signed(high)} in 100 is possible"
    return f": about {_signed(middle)} in 100 ({_signed(low)} to {_signed(high)})"


def _signed(share: float) -> str:
    return of_every_100(share) if share >= 0 else f"{of_every_100(-share)} the other way"
