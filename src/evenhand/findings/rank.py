"""Which findings come first: those that concern most people for certain, one for each group of an area."""

from collections.abc import Sequence
from dataclasses import replace

from evenhand.findings.types import Finding


def rank(findings: Sequence[Finding], *, most: int) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return at most `most` headlines and the further findings, each ranked by the people it certainly concerns.

    A group of an area has one headline: the further stages at which it differs follow below.
    """
    ordered = sorted(findings, key=lambda one: (-one.people[0], one.adjusted_p, one.cell_ids))
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
