"""What one statement about the recording is: its two forms, its table and its evidence."""

from dataclasses import asdict, dataclass
from typing import Any

from evenhand.findings.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringFinding:
    """One statement about the recording.

    `kind` is months, stopped, refused, not_recorded, one_answer, without_consent, not_recorded_of, coarse or jump.
    `share` (of 1) is the best figure, None where none is given; `tally` names the table it rests on ('counts' for the
    protected counts). `short` is the statement in one line, `sentence` in full. Source: C7.
    """

    kind: str
    tally: str
    record: str
    place: str
    characteristic: str
    share: float | None
    short: str
    sentence: str
    evidence: Evidence

    def to_row(self) -> dict[str, Any]:
        """Return the finding as it stands in a file."""
        return asdict(self) | {"evidence": self.evidence.to_row()}
