"""Writes of treatment plans and specifications."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from evenhand_service.commissioning.enums import TreatmentState
from evenhand_service.commissioning.finding import next_place
from evenhand_service.commissioning.machines import SPECIFICATION, TREATMENT
from evenhand_service.commissioning.models import Priority, PriorityFinding, Specification, TreatmentPlan
from evenhand_service.commissioning.moves import move
from evenhand_service.commissioning.refusals import ChangedMeanwhile, Refused
from evenhand_service.commissioning.rules import is_financial_year
from evenhand_service.monitoring.models import FindingThread
from evenhand_service.organisations.models import Area


def make_treatment_plan(
    *, area: Area, person: Any, financial_year: str, title: str, now: datetime, **given: Any
) -> TreatmentPlan:
    """Begin a partnership's treatment plan of a year; `given` are introduction, lang, needs, plan. Source: A5."""
    if not is_financial_year(financial_year):
        raise Refused(_("This is no financial year."), mend=_("Write it as 2026/27."))
    _check_same_area(area, given.get("needs"), given.get("plan"))
    return TreatmentPlan.objects.create(
        area=area,
        financial_year=financial_year,
        title=title,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
        **given,
    )


def _check_same_area(area: Area, *things: Any) -> None:
    if any(one is not None and one.area_id != area.pk for one in things):
        raise Refused(_("What a treatment plan rests on is of its own area."))


def add_priority(
    *, plan: TreatmentPlan, wording: str, findings: Iterable[FindingThread] = (), **about: Any
) -> Priority:
    """Add what the plan puts first, with the findings that it answers, while the plan is a draft."""
    _check_draft(plan)
    findings = list(findings)
    _check_same_area(plan.area, *findings)
    with transaction.atomic():
        made = Priority.objects.create(
            treatment_plan=plan,
            area_id=plan.area_id,
            position=next_place(plan.priorities, of=plan),
            wording=wording,
            **about,
        )
        PriorityFinding.objects.bulk_create(
            PriorityFinding(priority=made, area_id=plan.area_id, thread=one) for one in findings
        )
    return made


def _check_draft(plan: TreatmentPlan) -> None:
    if plan.state != TreatmentState.DRAFT:
        raise Refused(_("This treatment plan was agreed: what it says stays as it is."))


def agree_treatment_plan(*, plan: TreatmentPlan, person: Any, now: datetime) -> None:
    """Agree a treatment plan in one's own name; it rests on an agreed needs assessment and says what comes first."""
    if plan.needs_id is None:
        raise Refused(
            _("It does not say which needs assessment it rests on."),
            mend=_("Agree the needs assessment, then choose it under “Change”."),
        )
    if not plan.priorities.exists():
        raise Refused(_("It has no priority yet."), mend=_("Add one, then agree the plan."))
    move(
        plan,
        TREATMENT,
        "agree",
        person=person,
        agreed_by=person,
        agreed_by_name=person.name,
        agreed_at=now,
    )


def change_treatment_plan(*, treatment_plan: TreatmentPlan, version: int, **changes: Any) -> None:
    """Change a draft's own fields, unless somebody did meanwhile."""
    _check_draft(treatment_plan)
    _check_same_area(treatment_plan.area, changes.get("needs"), changes.get("plan"))
    rows = TreatmentPlan.objects.filter(pk=treatment_plan.pk, version=version, state=TreatmentState.DRAFT)
    if not rows.update(**changes, version=version + 1):
        raise ChangedMeanwhile


def replace_treatment_plan(*, plan: TreatmentPlan, person: Any) -> None:
    """Say that a later plan took its place; what it says is kept."""
    move(plan, TREATMENT, "replace", person=person)


def write_specification(
    *, plan: TreatmentPlan, person: Any, title: str, wording: str, now: datetime, **given: Any
) -> Specification:
    """Write what a service is to do; `given` are equality_wording, priority, offers, stages, lang. Source: 001 2/4."""
    return Specification.objects.create(
        treatment_plan=plan,
        area_id=plan.area_id,
        title=title,
        wording=wording,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
        **given,
    )


def agree_specification(*, specification: Specification, person: Any, now: datetime) -> None:
    """Agree a specification, which has to say what it asks for equality. Source: 001 1.12, 2/4."""
    if not specification.equality_wording.strip():
        raise Refused(
            _("It does not say yet what it asks for equality."),
            mend=_("Write a specification that does: a contract rests on it."),
        )
    move(specification, SPECIFICATION, "agree", person=person, agreed_by_name=person.name, agreed_at=now)


def end_specification(*, specification: Specification, person: Any) -> None:
    """Say that a specification is no longer used; contracts that rest on it keep it."""
    move(specification, SPECIFICATION, "end", person=person)
