"""Writes of recommendations: taken in, answered, merged by people, answered by actions."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.organisations.models import Area
from evenhand_service.plan.enums import Response
from evenhand_service.plan.models import Action, Answer, Escalation, Recommendation
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed


def add_recommendation(
    *, area: Area, person: Any, source_kind: str, source_title: str, text: str, now: datetime, **given: Any
) -> Recommendation:
    """Take in a recommendation of an area; `given` are its other fields (paragraph, number, addressee ...)."""
    return Recommendation.objects.create(
        area=area,
        source_kind=source_kind,
        source_title=source_title,
        text=text,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
        **given,
    )


def respond(
    *,
    recommendation: Recommendation,
    person: Any,
    version: int,
    response: str,
    words: str,
    lang: str,
    responded_date: date | None,
) -> None:
    """Say what the addressee answered. Raises ChangedMeanwhile where somebody did so first."""
    if response == Response.NO_REPLY:
        raise NotAllowed(_("Say what was answered."))
    done = Recommendation.objects.filter(pk=recommendation.pk, version=version).update(
        response=response,
        response_words=words,
        response_lang=lang,
        responded_date=responded_date,
        responded_by=person,
        responded_by_name=person.name,
        version=version + 1,
    )
    if not done:
        raise ChangedMeanwhile(_("Somebody else answered meanwhile. Read it; yours was not saved over it."))


def escalate(
    *,
    recommendation: Recommendation,
    person: Any,
    step: str,
    taken_date: date,
    now: datetime,
    words: str = "",
    reply_due_date: date | None = None,
) -> Escalation:
    """Write down a step taken because no response came."""
    with transaction.atomic():
        if reply_due_date:
            Recommendation.objects.filter(pk=recommendation.pk).update(reply_due_date=reply_due_date)
        return Escalation.objects.create(
            recommendation=recommendation,
            area_id=recommendation.area_id,
            step=step,
            words=words,
            taken_date=taken_date,
            reply_due_date=reply_due_date,
            taken_by=person,
            taken_by_name=person.name,
            made_at=now,
        )


def merge(*, recommendation: Recommendation, into: Recommendation) -> None:
    """Say that a recommendation asks for the same as another, which stands for both from now on; neither is lost."""
    if recommendation.area_id != into.area_id or into.same_as_id is not None or into.pk == recommendation.pk:
        raise NotAllowed(_("Pick one that stands for itself, of the same area."))
    with transaction.atomic():
        rows = Recommendation.objects.filter(pk=recommendation.pk) | Recommendation.objects.filter(
            same_as=recommendation
        )
        rows.update(same_as=into)


def part(*, recommendation: Recommendation) -> None:
    """Say that a recommendation stands for itself again."""
    Recommendation.objects.filter(pk=recommendation.pk).update(same_as=None)


def answer_with(*, recommendation: Recommendation, action: Action, person: Any, now: datetime) -> Answer:
    """Say that an action answers a recommendation; said twice, it is kept once. Source: F5."""
    if recommendation.area_id != action.area_id:
        raise NotAllowed(_("An action answers a recommendation of its own area."))
    found, _made = Answer.objects.get_or_create(
        recommendation=recommendation,
        action=action,
        defaults={"area_id": action.area_id, "made_by_name": person.name, "made_at": now},
    )
    return found
