"""Releases and what is kept of them, as the interface sends them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field


class ReleaseWordsOut(Schema):
    """What a list says of a release in one language; without the statement where it was withdrawn."""

    language: str
    title: str
    places: str
    period: str
    headline: str
    protection: str


class ReleaseOut(Schema):
    """A protected release: where, what, when, how far it has come."""

    id: UUID
    slug: str
    area: str
    programme: str
    period: str = Field(description="First and last day: 2024-04-01/2026-03-31.")
    period_ends: date
    as_at: date | None
    state: str = Field(description="draft, approved or withdrawn.")
    is_published: bool
    made_at: datetime
    approved_at: datetime | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str
    replaced_by: str | None = Field(description="The slug of the published release that took its place.")
    policy: str
    community_note: str
    run_key: str
    words: list[ReleaseWordsOut]


class FileOut(Schema):
    """One file of a release; `address` is where this interface gives it."""

    name: str
    language: str
    media_type: str
    size: int
    sha256: str
    address: str


class FindingOut(Schema):
    """A difference that held. Shares as the measure has them, between 0 and 1; people as a range."""

    id: UUID
    release: UUID
    same: str = Field(description="The key by which other releases' findings are the same one.")
    area: str
    place: str
    programme: str
    period: str
    stage: str
    characteristic: str
    code_list: str
    edition: str
    group: str
    reference: str
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
    rank: int
    is_headline: bool
    figure: str
    words: dict[str, dict[str, Any]] = Field(description="By language: labels and sentences.")
    evidence: dict[str, Any]


class FigureOut(Schema):
    """One chart of a release in one language, without its table."""

    slug: str
    language: str
    title: str
    kind: str
    place: str
    stage: str
    characteristic: str
    code_list: str
    edition: str
    group: str
    credit: str


class TableOut(Schema):
    """A table of words, as it stands on the page."""

    caption: str
    heads: list[str]
    rows: list[list[str]]


class WholeFigureOut(FigureOut):
    """One chart with its words and the table behind it."""

    description: str
    lead: str
    notes: list[str]
    facts: str
    table: TableOut


class CountOut(Schema):
    """One protected count: `value` is null where it is withheld; `status` says why; between `lower` and `upper`."""

    cell_id: str
    area: str
    period: str
    characteristic: str
    code_list: str
    edition: str
    group: str
    stage: str
    state: str
    unit: str
    value: float | None
    lower: float | None
    upper: float | None
    status: str


class MeasureOut(Schema):
    """One rate or comparison with its range; `state` says why where `estimate` is null."""

    cell_id: str
    area: str
    period: str
    characteristic: str
    code_list: str
    edition: str
    group: str
    reference: str
    stage: str
    denominator_name: str
    numerator: float | None
    denominator: float | None
    measure: str
    estimate: float | None
    lower: float | None
    upper: float | None
    state: str
    units: str
    within: str
    area_name: str
    group_label: str
    stage_label: str
