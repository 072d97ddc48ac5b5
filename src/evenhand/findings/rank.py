"""Which findings come first: those that tell against a group and concern most people, one for each group of an area."""

from collections.abc import Sequence
from dataclasses import replace

from evenhand.findings.types import Finding


def rank(findings: Sequence[Finding], *, most: int) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return at most `most` headlines and the further findings, in order.

    First those of the latest period; of these, those in which the group fares worse than its reference, then
    those without a declared polarity, then
    the rest; among these by the number of people certainly concerned: what the gap comes to at the end of its range that
    is nearer to none, for every count the protection allows. Of the same number, that of which more is certain (see
    `certainty`). The probability by chance orders nothing. A group of an area has one headline:
    the further stages at which it differs follow below.
    """
    latest = max((one.period for one in findings), key=_end, default="")
    ordered = sorted(
        findings,
        key=lambda one: (
            _end(one.period) != _end(latest),
            one.standing,
            -one.people[0],
            -certainty(one),
            one.cell_ids,
        ),
    )
    headlines: list[Finding] = []
    further: list[Finding] = []
    for one in ordered:
        taken = any(
            (head.area, head.characteristic, head.group) == (one.area, one.characteristic, one.group)
            for head in headlines
        )
        (further if taken or len(headlines) >= most else headlines).append(one)
    ranked = [replace(one, rank=place) for place, one in enumerate([*headlines, *further], start=1)]
    return tuple(ranked[: len(headlines)]), tuple(ranked[len(headlines) :])


def certainty(finding: Finding) -> float:
    """Return how much of a gap is certain: its nearer end as a part of its estimate, 0 (none of it) to 1 (all)."""
    nearer = min(abs(finding.lower), abs(finding.upper)) if finding.lower * finding.upper > 0 else 0.0
    return min(1.0, nearer / abs(finding.estimate)) if finding.estimate else 0.0


def _end(period: str) -> str:
    """The last day of a period as its cell ids write it, which sorts by time."""
    return period.rsplit("/", 1)[-1]
