"""Loads and runs as the interface sends them."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema


class LoadOut(Schema):
    """A file that was given: what it is, what became of its rows. Never its name or what stands in it."""

    id: UUID
    area: str
    organisation: str
    source: str
    label: str
    kind: str
    profile: str
    data_class: str
    sha256: str
    size_bytes: int
    state: str
    uploaded_at: datetime
    checked_at: datetime | None
    approved_at: datetime | None
    withdrawn_at: datetime | None
    rows_read: int
    rows_accepted: int
    rows_rejected: int
    rows_duplicate: int
    rows_folded: int
    rows_without_consent: int
    problems_found: int
    first_date: date | None
    last_date: date | None
    refused_what: str
    refused_mend: str


class LoadProblemOut(Schema):
    """Why a row cannot be used: its line, its column, what would mend it. Never what stands in it."""

    line: int
    column: str
    rule: str
    mend: str


class RunOut(Schema):
    """One run: what was asked, how far it is."""

    id: UUID
    area: str
    programme: str
    as_at: date | None
    period: str
    policy: str
    state: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    run_key: str
    redo_since: datetime | None
    stopped_what: str
    stopped_mend: str
