"""What a kept release is made of: frozen values that JSON can hold, each under a key that stays from release to release."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evenhand.publish.views import Figure, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a figure or section is of; '' where it is of none or of all. The next release uses the same."""

    kind: str
    area: str = ""
    stage: str = ""
    characteristic: str = ""
    code_list: str = ""
    edition: str = ""
    group: str = ""

    @property
    def slug(self) -> str:
        """Return the key as one word for anchors, addresses and names of files."""
        parts = (
            self.kind,
            self.area,
            self.stage,
            self.characteristic,
            self.code_list,
            self.edition,
            self.group,
        )
        return "-".join(filter(None, (re.sub(r"[^a-z0-9]+", "-", one.lower()).strip("-") for one in parts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFigure:
    """One chart with all that stands about it; `credit` is its last line where it travels alone."""

    key: Key
    figure: Figure
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSection:
    """Sentences and tables without a chart: the smallest gap that could be seen, shares, needs, recording."""

    key: Key
    title: str
    lead: str = ""
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFinding:
    """A difference that held, with its evidence and every sentence said of it.

    `same` is the key by which the same finding is known again in another release: where, at which step, which group
    beside which, by which list and measure. `figure` is the slug of the chart it rests on, '' without one.
    Other fields as in `evenhand.findings.Finding`; `evidence` as in findings.json. Source: C8.
    """

    same: str
    rank: int
    is_headline: bool
    area: str
    area_name: str
    programme: str
    period: str
    stage: str
    stage_label: str
    characteristic: str
    characteristic_title: str
    code_list: str
    edition: str
    group: str
    group_label: str
    reference: str
    reference_label: str
    measure: str
    units: str
    estimate: float
    lower: float
    upper: float
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    people_least: int
    people_most: int
    adjusted_p: float
    standing: int
    short: str
    lead: str
    rest: str
    pooled: str
    within: tuple[str, ...]
    unknowns: str
    trend: str
    figure: str
    evidence: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStatement:
    """One statement of the first page: `same` names its finding, `figure` its chart."""

    lead: str
    rest: str
    within: str
    area: str
    same: str
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCount:
    """One stage of an area's pathway as it may be shown: how many, who still waits, and where the others went."""

    stage: str
    label: str
    kind: str
    count: str
    value: int | None
    lower: int | None
    upper: int | None
    of_before: str
    waiting: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStep:
    """One step on the first page: its heading, how to read it, and the slugs of its charts."""

    stage: str
    title: str
    lead: str
    figures: tuple[str, ...]
    more_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptArea:
    """One area of the release: what its first page shows. Charts are named by slug; '' where there is none."""

    code: str
    name: str
    is_apart: bool
    period: str
    period_words: str
    pathway: tuple[StageCount, ...]
    steps: tuple[KeptStep, ...]
    need: str
    listening: Table | None
    share_sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStage:
    """One stage of the programme: its words, what it is, and whether a difference there is one of the service."""

    id: str
    label: str
    kind: str
    makes_a_gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptGroup:
    """One group of a characteristic by a list and edition, in words: for choosing one."""

    characteristic: str
    code_list: str
    edition: str
    group: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRelease:
    """A whole release in one language. `trust` are pairs of words; `cannot_say` has the leading reasons first."""

    run_id: str
    language: str
    programme: str
    title: str
    question: str
    places: str
    meta: tuple[str, ...]
    as_at: str
    period: str
    periods: tuple[str, ...]
    policy: str
    protection: str
    publishable: bool
    headlines: tuple[KeptStatement, ...]
    further: tuple[KeptStatement, ...]
    nothing_held: str
    cannot_say: tuple[str, ...]
    rule: str
    notes: tuple[str, ...]
    trust: tuple[tuple[str, str], ...]
    inputs: Table
    left_out: tuple[str, ...]
    trace: tuple[str, ...]
    source: str
    stages: tuple[KeptStage, ...]
    characteristics: tuple[tuple[str, str], ...]
    groups: tuple[KeptGroup, ...]
    areas: tuple[KeptArea, ...]
    findings: tuple[KeptFinding, ...]
    figures: tuple[KeptFigure, ...]
    sections: tuple[KeptSection, ...]
