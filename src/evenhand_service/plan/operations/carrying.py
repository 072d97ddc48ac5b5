"""Carries a plan into the next financial year: every open action comes along under its reference."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.enums import ActionStatus
from evenhand_service.plan.models import Action, Aim, Dependency, Lead, Milestone, Plan, Theme
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.operations.plans import make_plan
from evenhand_service.plan.rules import following_year

_OF_ACTION = (
    "position",
    "reference",
    "wording",
    "lang",
    "when_text",
    "when_kind",
    "when_mark",
    "when_unread",
    "when_notes",
)
_OF_ACTION += ("earliest", "latest", "stages", "review_date", "reviewed_date", "due_from", "due_by", "origin")
_OF_ACTION += ("thread_id", "explanation_id", "stage", "characteristic", "group")


def plan_of_next_year(*, plan: Plan, person: Any, now: datetime) -> Plan:
    """Return the plan of the year after, with themes, aims and every open action; the old plan stays as it is.

    Progress, evidence and the figure that should move stay with the action it was carried from. Raises NotAllowed where
    that plan was begun already. Source: F3; 001 4.6.
    """
    with transaction.atomic():
        # Two who ask at the same moment, or one who clicks twice, begin one plan.
        Plan.objects.select_for_update(no_key=True).filter(pk=plan.pk).values_list("pk").first()
        if plan.followed_by.exists():
            raise NotAllowed(_("The plan of the next financial year was begun from this one already."))
        made = make_plan(
            area=plan.area,
            person=person,
            title=plan.title,
            financial_year=following_year(plan.financial_year),
            lang=plan.lang,
            overarching_aim=plan.overarching_aim,
            organisation=plan.organisation,
            follows=plan,
            now=now,
        )
        themes, aims = _order(plan, made)
        pairs = _actions(plan, made, themes, aims, person, now)
        _beside(pairs)
    return made


def _order(plan: Plan, made: Plan) -> tuple[dict[Any, Theme], dict[Any, Aim]]:
    themes, aims = {}, {}
    for one in plan.themes.prefetch_related("aims"):
        fields = ("reference", "title", "lang", "is_supporting", "note", "position")
        themes[one.pk] = Theme(
            plan=made, area_id=made.area_id, **{name: getattr(one, name) for name in fields}
        )
        for aim in one.aims.all():
            told = {name: getattr(aim, name) for name in ("mark", "wording", "lang", "position")}
            aims[aim.pk] = Aim(theme=themes[one.pk], area_id=made.area_id, **told)
    Theme.objects.bulk_create(themes.values())
    Aim.objects.bulk_create(aims.values())
    return themes, aims


def _actions(
    plan: Plan, made: Plan, themes: dict[Any, Theme], aims: dict[Any, Aim], person: Any, now: datetime
) -> dict[Any, tuple[Action, Action]]:
    rows = plan.actions.filter(status=ActionStatus.OPEN).prefetch_related("leads", "milestones", "waits_for")
    pairs = {}
    for one in rows:
        new = Action(
            plan=made,
            area_id=made.area_id,
            theme=themes[one.theme_id],
            aim=aims.get(one.aim_id),
            carried_from=one,
            made_by=person,
            made_by_name=person.name,
            made_at=now,
            **{name: getattr(one, name) for name in _OF_ACTION},
        )
        pairs[one.pk] = (one, new)
    Action.objects.bulk_create(new for _old, new in pairs.values())
    return pairs


def _beside(pairs: dict[Any, tuple[Action, Action]]) -> None:
    """Leads, milestones and what they wait for; what waited for an ended action waits for nothing of this plan."""
    leads, milestones, links = [], [], []
    for old, new in pairs.values():
        leads += [_again(one, new) for one in old.leads.all()]
        milestones += [_again(one, new) for one in old.milestones.all()]
        for link in old.waits_for.all():
            if link.on_id is None or link.on_id in pairs:
                again = _again(link, new)
                again.on = pairs[link.on_id][1] if link.on_id else None
                links.append(again)
    Lead.objects.bulk_create(leads)
    Milestone.objects.bulk_create(milestones)
    Dependency.objects.bulk_create(links)


def _again(row: Any, action: Action) -> Any:
    fields = [one.attname for one in row._meta.concrete_fields if not one.primary_key]
    made = type(row)(**{name: getattr(row, name) for name in fields})
    made.action, made.area_id = action, action.area_id
    return made
