"""What can be said of the recording itself, from protected tables alone: what they show, and what chance is kept out of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from evenhand.findings.coarse import too_coarse
from evenhand.findings.control import holm
from evenhand.findings.jumps import jumps
from evenhand.findings.monitoring_rules import MonitoringRules, load_monitoring_rules
from evenhand.findings.monitoring_tallies import of_tallies
from evenhand.findings.monitoring_types import MonitoringFinding
from evenhand.findings.stopped import stopped
from evenhand.findings.suspected import Suspected, stated
from evenhand.findings.unequal import unequal_recording
from evenhand.foundations import CountTable, NotProtected, Tally
from evenhand.vocabulary import Programme, Vocabulary

__all__ = ["MonitoringFinding", "monitoring_findings"]


def monitoring_findings(
    tallies: Sequence[Tally],
    *,
    vocabulary: Vocabulary,
    rules: MonitoringRules | None = None,
    counts: CountTable | None = None,
    programme: Programme | None = None,
    as_at: date | None = None,
) -> tuple[MonitoringFinding, ...]:
    """Return what holds of the recording for every count that the protection allows, the weightiest kinds first.

    With the protected `counts` of a programme also what depends on chance: groups and areas recorded less often,
    categories whose groups differ, figures that changed when a form or list did. All of these are one family, kept to
    the rules' level by Holm's method, whatever depends on what. Raises NotProtected for a table that did not go
    through disclosure. Source: C7; 004 Newham.
    """
    rules = rules or load_monitoring_rules()
    if any(one.protection is None for one in tallies) or (counts is not None and counts.protection is None):
        raise NotProtected(
            "What is said of the recording is made from protected side tables only, and protected counts."
        )
    rows = {one.id: one.to_rows() for one in tallies}
    found = [*stopped(rows.get("by-place-and-month", []), vocabulary=vocabulary, rules=rules)]
    if counts is not None and programme is not None:
        found += _by_chance(counts, programme, vocabulary, rules, as_at)
    found += of_tallies(rows, vocabulary=vocabulary, rules=rules)
    return tuple(found[: rules.most_sentences])


def _by_chance(
    counts: CountTable,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MonitoringRules,
    as_at: date | None,
) -> Iterator[MonitoringFinding]:
    """What holds after all tests of the recording are kept to one level."""
    suspected: list[Suspected] = [
        *jumps(counts, programme, vocabulary, rules),
        *unequal_recording(counts, programme, vocabulary, rules, as_at),
        *too_coarse(counts, programme, vocabulary, rules, as_at),
    ]
    kept_by = counts.protection.policy if counts.protection else ""
    for one, adjusted in zip(suspected, holm_of(suspected), strict=True):
        if adjusted < rules.test_level and one.is_wide:
            evidence = replace(
                one.evidence,
                comparisons=len(suspected),
                adjusted_p=adjusted,
                error_rate=rules.test_level,
                protection=kept_by,
            )
            yield stated(replace(one, evidence=evidence), vocabulary.speech)


def holm_of(suspected: Sequence[Suspected]) -> list[float]:
    """Return the adjusted probabilities of what is suspected, in its order."""
    return [float(one) for one in holm(np.array([one.chance for one in suspected], np.float64))]
