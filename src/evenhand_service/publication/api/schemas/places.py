"""Areas, organisations and services as the interface sends them."""

from datetime import date
from uuid import UUID

from ninja import Schema


class AreaOut(Schema):
    """A place with its code; `within` is the code of the larger one."""

    code: str
    name: str
    name_cy: str
    level: str
    within: str | None
    starts: date | None
    ends: date | None


class OrganisationOut(Schema):
    """An organisation: its public name, what it is, and where."""

    id: UUID
    name: str
    kind: str
    area: str
    starts: date | None
    ends: date | None


class ServiceWordsOut(Schema):
    """What a service says of itself in one language."""

    language: str
    name: str
    about: str
    for_whom: str
    how_to_come: str


class ServiceOut(Schema):
    """A service of the directory (A4)."""

    id: UUID
    organisation: str
    area: str
    words: list[ServiceWordsOut]
    offers: list[str]
    groups: list[str]
    languages: list[str]
    is_faith_based: bool
    is_abstinence_based: bool
    women_only_hours: str
    childcare: str
    access_audit: str
    access_audit_date: date | None
    address: str
    phone: str
    email: str
    website: str
    is_public: bool
    checked_date: date
