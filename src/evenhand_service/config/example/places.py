"""Areas and organisations, by the housekeeper since nobody is there yet who may; what they share and why, by the lead."""

from datetime import date, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction

from evenhand_service.common.who import acting_as
from evenhand_service.config.example.plan import Plan
from evenhand_service.organisations.agreements.operations import move_agreement, write_agreement
from evenhand_service.organisations.agreements.rules import words_read as agreement_read
from evenhand_service.organisations.enums import Standing
from evenhand_service.organisations.kinds import JUSTICE_KINDS
from evenhand_service.organisations.models import Agreement, Area, Organisation, Purpose
from evenhand_service.organisations.purposes.as_written import words_read as purpose_read
from evenhand_service.organisations.purposes.operations import move_purpose, write_purpose

KEEPER = "keeper"


def make_places(plan: Plan) -> dict[str, Any]:
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
    # Read again under the name that everybody asks by: a row that hangs on the housekeeper's would be the housekeeper's.
    return {name: type(one).objects.using(DEFAULT_DB_ALIAS).get(pk=one.pk) for name, one in found.items()}


def make_agreement(plan: Plan, found: dict[str, Any], *, lead: Any, today: date) -> None:
    """Write the agreement between the organisations as the lead and agree to it, if it is missing."""
    wanted = dict(plan.agreement)
    days, review, parties = (wanted.pop(name) for name in ("days", "review_after_days", "parties"))
    area = found[plan.areas[0].code]
    with acting_as(lead.pk):
        if Agreement.objects.visible_to(lead).filter(title=wanted["title"], area=area).exists():
            return
        agreement = write_agreement(
            area=area,
            starts=today,
            ends=today + timedelta(days=days),
            review_date=today + timedelta(days=review),
            parties=[found[name] for name in parties],
            **wanted,
        )
        agreed = [found[name] for name in parties]
        move_agreement(
            agreement=agreement,
            step="agree",
            today=today,
            read=agreement_read(agreement, agreed),
            agreed=[str(one.pk) for one in agreed],
        )


def make_purposes(plan: Plan, found: dict[str, Any], *, lead: Any, today: date) -> None:
    """Write the purpose file of each partnership as the lead and complete it, if it is missing."""
    wanted = dict(plan.purpose)
    expires = today + timedelta(days=wanted.pop("days"))
    controller = found[plan.person_with("partnership-lead").organisation]
    for code in dict.fromkeys(extract.area for extract in plan.extracts):
        with acting_as(lead.pk):
            if Purpose.objects.visible_to(lead).filter(title=wanted["title"], area=found[code]).exists():
                continue
            told = {**wanted, "starts": today, "expires": expires, "dpia_date": today}
            purpose = write_purpose(purpose=Purpose(area=found[code]), told=told, controllers=[controller])
            move_purpose(purpose=purpose, step="complete", read=purpose_read(purpose))
