"""Takes next steps that were made of findings up into a plan, with all that came along."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.models import ActionSeed
from evenhand_service.organisations.models import Organisation
from evenhand_service.plan import answering
from evenhand_service.plan.enums import OriginKind, Part
from evenhand_service.plan.models import Action, Aim, Plan, Theme
from evenhand_service.plan.operations.actions import Answers, add_action
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.operations.indicators import indicator_of_seed
from evenhand_service.plan.queries.finding import people_of


def _leads(seed: ActionSeed, person: Any, now: datetime) -> list[Answers]:
    """Who leads a next step: where the name is that of a body or a person of the area, theirs to say how it goes."""
    bodies = list(Organisation.objects.filter(area_id=seed.area_id))
    people = people_of(person, seed.area_id, today=timezone.localdate(now))
    found = answering.typed(seed.lead_name, Part.LEAD, bodies=bodies, people=people)
    return [Answers(**one) for one in found]


def take_up_seed(
    *,
    seed: ActionSeed,
    plan: Plan,
    theme: Theme,
    person: Any,
    now: datetime,
    aim: Aim | None = None,
    reference: str = "",
) -> Action:
    """Make a next step an action of the plan: its words, lead, date, finding and figure come along. Source: C8, F5."""
    if seed.area_id != plan.area_id:
        raise NotAllowed(_("A next step is taken up into a plan of its own area."))
    if Action.objects.filter(seed=seed).exists():
        raise NotAllowed(_("This next step is in a plan already."))
    thread = seed.thread
    with transaction.atomic():
        action = add_action(
            plan=plan,
            theme=theme,
            aim=aim,
            person=person,
            wording=seed.wording,
            lang=seed.lang,
            reference=reference,
            when_text=f"{seed.due_date:%-d %B %Y}",
            leads=_leads(seed, person, now),
            origin=OriginKind.FINDING,
            thread=thread,
            seed=seed,
            stage=thread.stage,
            characteristic=thread.characteristic,
            group=thread.group,
            now=now,
        )
        indicator_of_seed(action=action, seed=seed, person=person, now=now)
    return action
