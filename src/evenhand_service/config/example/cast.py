"""Who and where: the people, the area and the provider of the made-up partnership that buying and sharing are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evenhand_service.accounts.models import User
from evenhand_service.config.example.monitoring import person
from evenhand_service.config.example.plan import Plan
from evenhand_service.organisations.models import Area, Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody by what they do."""

    area: Area
    region: Area
    neighbour: Area
    provider: Organisation
    lead: User
    analyst: User
    commissioner: User
    manager: User
    researcher: User
    viewer: User


def cast_of(wanted: Plan, found: Mapping[str, Any]) -> Cast:
    """Return who acts in the example, from what its plan names."""
    code = next(one.area for one in wanted.extracts if one.act)
    here = next(one for one in wanted.areas if one.code == code)
    beside = next(one for one in wanted.areas if one.within == here.within and one.code != code)
    manager = wanted.person_with("provider-manager")
    return Cast(
        area=found[code],
        region=found[here.within],
        neighbour=found[beside.code],
        provider=found[manager.organisation],
        lead=person(wanted, "partnership-lead"),
        analyst=person(wanted, "analyst"),
        commissioner=person(wanted, "commissioner"),
        manager=person(wanted, "provider-manager"),
        researcher=person(wanted, "community-researcher"),
        viewer=person(wanted, "regional-viewer"),
    )
