"""What a statement rests on, as data: from it alone its words are made, and which kinds of claim it may make."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

Ends = tuple[float, float, float]
"""A figure with its range: lower end, estimate, upper end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What all comparisons of a report share: how many they are, the level kept, the policy of protection."""

    comparisons: int
    error_rate: float
    protection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The evidence of one statement; what it has none of is None or empty.

    `kind` is difference (between groups), recording (of the monitoring) or unsaid. `cell_ids` are the counts, or the
    side table's keys, on which it rests. `own` and `base` are the figures of the group and of whom it is compared
    with, `gap` their difference, each for every count that the protection allows; all in `units`. `adjusted_p` is after
    control over `comparisons` at the level `error_rate`. `polarity` is the step's (favourable, adverse, none).
    `verdicts` are what further looks gave, by name: `within.drug_group` -> smaller, `unknowns` -> stays. `claims` are the
    kinds of claim that it supports (see `claims`). Source: C8.
    """

    kind: str
    cell_ids: tuple[str, ...]
    measure: str = ""
    units: str = ""
    own: Ends | None = None
    base: Ends | None = None
    gap: Ends | None = None
    comparisons: int = 0
    adjusted_p: float | None = None
    error_rate: float | None = None
    polarity: str = ""
    protection: str = ""
    verdicts: Mapping[str, str] | None = None
    claims: tuple[str, ...] = ()

    def to_row(self) -> dict[str, Any]:
        """Return the evidence as it stands in a file."""
        row = asdict(self)
        return row | {name: list(row[name]) for name in ("cell_ids", "claims")}
