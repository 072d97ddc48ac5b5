"""Areas, organisations, what they share and why: written by the housekeeper, since nobody is there yet who may."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from evenhand_service.config.example.plan import Plan
from evenhand_service.organisations.enums import AgreementState, PurposeState, Standing
from evenhand_service.organisations.kinds import JUSTICE_KINDS
from evenhand_service.organisations.models import (
    Agreement,
    AgreementParty,
    Area,
    Organisation,
    Purpose,
    PurposeController,
)

KEEPER = "keeper"


def make_places(plan: Plan, *, today: date) -> dict[str, Any]:
    """Make what is missing of areas and organisations, and return both by their names in the plan."""
    found: dict[str, Any] = {}
    with transaction.atomic(using=KEEPER):
        for one in plan.areas:
            standing = (
                {"standing": Standing.INTENSIVE, "standing_from": one.intensive_from}
                if one.intensive_from
                else {}
            )
            found[one.code], _ = Area.objects.using(KEEPER).get_or_create(
                code=one.code,
                defaults={
                    "name": one.name,
                    "name_cy": one.name_cy,
                    "level": one.level,
                    "parent": found.get(one.within),
                    **standing,
                },
            )
        for each in plan.organisations:
            found[each.id], _ = Organisation.objects.using(KEEPER).get_or_create(
                name=each.name,
                area=found[each.area],
                defaults={"kind": each.kind, "is_justice": each.kind in JUSTICE_KINDS},
            )
    return found


def make_agreement(plan: Plan, found: dict[str, Any], *, today: date) -> None:
    """Make the agreement between the organisations, if it is missing."""
    wanted = plan.agreement
    with transaction.atomic(using=KEEPER):
        agreement, new = Agreement.objects.using(KEEPER).get_or_create(
            title=wanted["title"],
            area=found[plan.areas[0].code],
            defaults={
                "purpose": wanted["purpose"],
                "legal_basis": wanted["legal_basis"],
                "data_classes": wanted["data_classes"],
                "state": AgreementState.AGREED,
                "starts": today,
                "ends": today + timedelta(days=wanted["days"]),
                "review_date": today + timedelta(days=wanted["review_after_days"]),
            },
        )
        if new:
            for party in wanted["parties"]:
                AgreementParty.objects.using(KEEPER).create(
                    agreement=agreement, organisation=found[party], signed_date=today
                )


def make_purposes(plan: Plan, found: dict[str, Any], *, now: datetime) -> None:
    """Make the purpose file of each partnership, complete as the rules ask, if it is missing."""
    wanted = dict(plan.purpose)
    days = wanted.pop("days")
    for code in dict.fromkeys(extract.area for extract in plan.extracts):
        with transaction.atomic(using=KEEPER):
            purpose, new = Purpose.objects.using(KEEPER).get_or_create(
                title=wanted["title"],
                area=found[code],
                defaults={
                    **wanted,
                    "state": PurposeState.COMPLETE,
                    "starts": now.date(),
                    "expires": now.date() + timedelta(days=days),
                    "dpia_date": now.date(),
                },
            )
            if new:
                lead = plan.person_with("partnership-lead")
                PurposeController.objects.using(KEEPER).create(
                    purpose=purpose, organisation=found[lead.organisation]
                )
