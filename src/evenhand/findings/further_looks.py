"""What further looks at a finding gave: among people alike, whoever those not recorded are, and over time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """What becomes of a finding's difference among people alike in another characteristic (Mantel-Haenszel).

    `verdict` is same, smaller, wider, reversed or cannot_say; `sentence` says it, with the figure and its range.
    Estimate and range are in `units` as the finding's; null where nothing can be said. Source: C4.
    """

    characteristic: str
    verdict: str
    sentence: str
    estimate: float | None
    lower: float | None
    upper: float | None
    units: str
    cell_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknowns:
    """What becomes of a finding's difference whatever the group of those whose group nobody knows.

    `verdict` is stays or could_vanish; `sentence` says it. `lower` and `upper` are the worst and the best case, in
    `units` as the finding's, without chance. Source: C7.
    """

    verdict: str
    sentence: str
    lower: float
    upper: float
    units: str
    cell_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How the ratio behind a finding changed over the periods held, where that holds among all trends looked at.

    `verdict` is narrowed or widened; `estimate` is by what the ratio was multiplied in a year, with its interval;
    `period` the span; `adjusted_p` is after control over all trends.
    """

    verdict: str
    sentence: str
    estimate: float
    lower: float
    upper: float
    period: str
    adjusted_p: float
    cell_id: str
