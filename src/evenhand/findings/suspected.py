"""Something about the recording that chance may have made: stated where it holds among everything that was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evenhand.findings.claims import with_claims
from evenhand.findings.evidence import Evidence
from evenhand.findings.monitoring_types import MonitoringFinding
from evenhand.vocabulary.speech import Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspected:
    """One test of the recording: its two-sided probability by chance, and the words it would be stated with.

    `is_wide` says that the difference is one worth stating; it does not decide whether it is counted as a test.
    """

    kind: str
    chance: float
    is_wide: bool
    characteristic: str
    share: float
    words: Mapping[str, Any]
    evidence: Evidence


def stated(one: Suspected, speech: Speech) -> MonitoringFinding:
    """Return the statement, in both its forms."""
    return MonitoringFinding(
        kind=one.kind,
        tally="counts",
        record="",
        place="",
        characteristic=one.characteristic,
        share=one.share,
        short=speech.say(f"monitoring.short.{one.kind}", **one.words),
        sentence=speech.say(f"monitoring.{one.kind}", **one.words),
        evidence=with_claims(one.evidence),
    )
