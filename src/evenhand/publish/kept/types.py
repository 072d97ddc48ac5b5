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
