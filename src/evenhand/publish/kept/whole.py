"""A kept release as a whole: its statements, its areas with their pathways, and all that stands beside them."""

from dataclasses import dataclass

from evenhand.publish.kept.types import KeptFigure, KeptFinding, KeptSection
from evenhand.publish.views import Table


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
