"""What the made-up partnership consists of, read from data/partnership.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedArea:
    """A place."""

    code: str
    name: str
    name_cy: str
    level: str
    within: str = ""
    intensive_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOrganisation:
    """An organisation, with the name that this file has for it."""

    id: str
    name: str
    kind: str
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPerson:
    """Somebody who logs in."""

    name: str
    email: str
    role: str
    organisation: str
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExtract:
    """The records of one place and year; whether the release is published, and exact counts kept beside it."""

    area: str
    label: str
    setting: str
    people: int
    seed: int
    prefix: str
    days_earlier: int
    publish: bool
    exact: bool
    unseen: dict[str, int] | None = None
    """Of how many of a hundred people of an age nothing after the test is on record."""
    act: bool = False
    """Whether the plan is made of this release's findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All of it."""

    title: str
    areas: tuple[PlannedArea, ...]
    organisations: tuple[PlannedOrganisation, ...]
    people: tuple[PlannedPerson, ...]
    agreement: dict[str, Any]
    purpose: dict[str, Any]
    extracts: tuple[PlannedExtract, ...]
    acting: dict[str, Any]

    def person_with(self, role: str) -> PlannedPerson:
        """Return the person who has a role."""
        return next(one for one in self.people if one.role == role)


@cache
def plan() -> Plan:
    """Return the plan that comes with Evenhand."""
    text = (resources.files("evenhand_service.config.example") / "data" / "partnership.toml").read_text(
        "utf-8"
    )
    data = tomllib.loads(text)
    return Plan(
        title=data["title"],
        areas=tuple(PlannedArea(**one) for one in data["area"]),
        organisations=tuple(PlannedOrganisation(**one) for one in data["organisation"]),
        people=tuple(PlannedPerson(**one) for one in data["person"]),
        agreement=data["agreement"],
        purpose=data["purpose"],
        extracts=tuple(PlannedExtract(**one) for one in data["extract"]),
        acting=data["acting"],
    )
