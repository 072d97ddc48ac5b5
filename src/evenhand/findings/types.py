"""What is said: statements in plain words with the cells they rest on, and what cannot be said."""

from dataclasses import asdict, dataclass
from typing import Any

from evenhand.findings.evidence import Evidence
from evenhand.findings.further_looks import Trend, Unknowns, Within
from evenhand.foundations import Certificate, Protection

__all__ = ["AreaStatement", "Finding", "Findings", "Trend", "Unknowns", "Unsaid", "Within"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaStatement:
    """An area whose figure for everyone stands out from those of the areas beside it: `verdict` is above or below."""

    area: str
    stage: str
    verdict: str
    short: str
    sentence: str
    evidence: Evidence

    def to_row(self) -> dict[str, Any]:
        """Return it as it stands in findings.json."""
        return asdict(self) | {"evidence": self.evidence.to_row()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One difference between a group and its reference that holds for every value the protection allows.

    `short` is the statement in one line, for a list; `lead` and `rest` are the full one: what stands out, and what
    follows it. `evidence` is what both are made from. Estimates and ranges are in
    `units` (share of 1, per_1000, ratio). `people` is the range of how many more (or fewer) people it would
    have been if the shares had been equal. `adjusted_p` is after control for all comparisons made.
    `standing` is 0 where the group fares worse than its reference, 1 where no polarity is declared, 2 where it
    fares better. `cell_ids` are the counts on which it rests. `pooled` says which years were put together ('three
    years together (2021/22 to 2023/24)'), '' for one period. `within` says what becomes of the difference among
    people of the same drug group, age or suite; `unknowns` what becomes of it whoever those not recorded are; `trend`
    how it changed over earlier periods, where that holds. Source: C8; 001 1.3, 3.2.
    """

    rank: int
    area: str
    area_name: str
    period: str
    characteristic: str
    code_list: str
    edition: str
    group: str
    group_label: str
    reference: str
    reference_label: str
    stage: str
    measure: str
    units: str
    estimate: float
    lower: float
    upper: float
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    people: tuple[int, int]
    adjusted_p: float
    standing: int
    short: str
    lead: str
    rest: str
    evidence: Evidence
    cell_ids: tuple[str, ...]
    pooled: str = ""
    within: tuple[Within, ...] = ()
    unknowns: Unknowns | None = None
    trend: Trend | None = None

    @property
    def sentence(self) -> str:
        """The whole statement."""
        return f"{self.lead}{self.rest}"

    def to_row(self) -> dict[str, Any]:
        """Return the finding as it stands in findings.json."""
        row = asdict(self) | {"sentence": self.sentence, "people": list(self.people)}
        return row | {"evidence": self.evidence.to_row()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """Something that cannot be said, and why.

    `reason` is not_recorded, no_population, smallest_gap, too_few, borrowed, no_reference, not_held, pooled or note.
    One that is `borrowed` says what can be told with the help of peers, from its `evidence`; others have none.
    """

    reason: str
    sentence: str
    area: str = ""
    characteristic: str = ""
    evidence: Evidence | None = None

    def to_row(self) -> dict[str, Any]:
        """Return it as it stands in findings.json; its evidence where it has any."""
        row = {name: getattr(self, name) for name in ("reason", "sentence", "area", "characteristic")}
        return row | ({"evidence": self.evidence.to_row()} if self.evidence else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """At most three headlines, the further differences that held, and what cannot be said.

    `comparisons` is how many were made; `error_rate` the chance of any finding if no group differed, and the share of
    false ones among those stated if some do; `control` the method that keeps both, `rule` says it in words.
    `false_alarms` is how many of the findings stated are to be expected false, at most; `by_chance_alone` how many
    comparisons would look like differences if no group differed and each were tested by itself; `power` how often a
    difference of the smallest size named in `cannot_say` would have been stated. `areas` are those that stand out from
    the areas beside them.
    """

    headlines: tuple[Finding, ...]
    further: tuple[Finding, ...]
    cannot_say: tuple[Unsaid, ...]
    comparisons: int
    error_rate: float
    rule: str
    protection: Protection | None
    certificate: Certificate | None = None
    control: str = ""
    power: float = 0.0
    areas: tuple[AreaStatement, ...] = ()

    @property
    def false_alarms(self) -> float:
        """How many of the findings stated are to be expected false, at most."""
        return self.error_rate * (len(self.headlines) + len(self.further))

    @property
    def by_chance_alone(self) -> float:
        """How many comparisons would look like differences if no group differed and nothing were controlled."""
        return self.error_rate * self.comparisons

    def to_row(self) -> dict[str, Any]:
        """Return findings.json: findings (the headlines), further, cannot_say, and the rule."""
        return {
            "findings": [one.to_row() for one in self.headlines],
            "further": [one.to_row() for one in self.further],
            "cannot_say": [one.to_row() for one in self.cannot_say],
            "comparisons": self.comparisons,
            "error_rate": self.error_rate,
            "rule": self.rule,
            "areas": [one.to_row() for one in self.areas],
            "control": self.control,
            "power": self.power,
            "false_alarms": self.false_alarms,
            "by_chance_alone": self.by_chance_alone,
        }
