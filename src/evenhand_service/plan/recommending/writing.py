"""Writes of recommendations that pages ask for: written by hand, made of a finding, escalated, kept apart, answered."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evenhand_service.common.templating.dates import day
from evenhand_service.organisations.models import Area
from evenhand_service.plan.enums import OriginKind, Response, SourceKind
from evenhand_service.plan.models import Action, Escalation, KeptApart, Recommendation, Theme
from evenhand_service.plan.operations.actions import Answers, add_action
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from evenhand_service.plan.operations.recommendations import add_recommendation, answer_with, escalate
from evenhand_service.plan.recommending.clock import first_due, ladder_for, steps_left

_FIELDS = frozenset(
    (
        *("source_kind", "source_title", "source_address", "published_date", "paragraph", "number"),
        *("theme", "text", "lang", "addressee", "addressee_organisation", "ladder", "outcomes"),
    )
)


def write_recommendation(
    *, area: Area, person: Any, fields: Mapping[str, Any], now: datetime, **more: Any
) -> Recommendation:
    """Take in a recommendation that somebody wrote down; its clock runs from the day it was published."""
    due = first_due(fields["source_kind"], fields.get("ladder", ""), fields.get("published_date"))
    return add_recommendation(area=area, person=person, now=now, reply_due_date=due, **fields, **more)


def change_recommendation(
    *, recommendation: Recommendation, version: int, fields: Mapping[str, Any]
) -> Recommendation:
    """Change a recommendation upon the version that the writer saw. Raises ChangedMeanwhile, with how it stands now.

    Once a step was taken, the ladder and the day that the clock runs from stay: the steps counted on them.
    """
    unknown = set(fields) - _FIELDS
    if unknown:
        raise TypeError(f"A recommendation has no changeable {sorted(unknown)}.")
    given = dict(fields)
    if recommendation.escalations.exists():
        given = {name: value for name, value in given.items() if name not in ("ladder", "published_date")}
    else:
        given["reply_due_date"] = first_due(
            given.get("source_kind", recommendation.source_kind),
            given.get("ladder", recommendation.ladder),
            given.get("published_date", recommendation.published_date),
        )
    done = Recommendation.objects.filter(pk=recommendation.pk, version=version).update(
        **given, version=version + 1
    )
    if not done:
        raise ChangedMeanwhile(
            _("Somebody else changed this recommendation meanwhile. Nothing was overwritten."),
            Recommendation.objects.filter(pk=recommendation.pk).first(),
        )
    recommendation.refresh_from_db()
    return recommendation


def take_step(
    *, recommendation: Recommendation, person: Any, step: str, taken_date: date, words: str, now: datetime
) -> Escalation:
    """Take a step of the ladder, and set the day until which an answer then has time. Source: F6."""
    with transaction.atomic():
        # Two people who take the same step: the second is told that it was taken.
        held = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
        if held.response != Response.NO_REPLY:
            raise NotAllowed(_("An answer is on record. No step is due any more."))
        if step not in [one.key for one in steps_left(held, held.escalations.all())]:
            raise NotAllowed(_("This step, or one after it, was taken already."))
        if held.reply_due_date and taken_date <= held.reply_due_date:
            raise NotAllowed(
                _("A reply had time until %(day)s: a step because none came is taken after that day.")
                % {"day": day(held.reply_due_date)}
            )
        up = ladder_for(held.source_kind, held.ladder)
        return escalate(
            recommendation=held,
            person=person,
            step=step,
            taken_date=taken_date,
            words=words,
            reply_due_date=up.steps[up.place_of(step)].reply_due(taken_date),
            now=now,
        )


def make_of_finding(
    *, thread: Any, person: Any, text: str, lang: str, addressee: str, title: str, today: date, now: datetime
) -> Recommendation:
    """Make a finding a recommendation of its area. Source: F6, C8."""
    fields = {
        "source_kind": SourceKind.FINDING,
        "source_title": title,
        "text": text,
        "lang": lang,
        "addressee": addressee,
        "published_date": today,
    }
    return write_recommendation(
        area=thread.area, person=person, fields=fields, now=now, thread=thread, number=""
    )


def keep_apart(*, first: Recommendation, second: Recommendation, person: Any, now: datetime) -> KeptApart:
    """Say that two recommendations are not the same, so that they are not suggested again; said twice, kept once."""
    if first.area_id != second.area_id or first.pk == second.pk:
        raise NotAllowed(_("Pick two recommendations of one area."))
    low, high = sorted((first, second), key=lambda one: one.pk)
    found, _made = KeptApart.objects.get_or_create(
        first=low,
        second=high,
        defaults={"area_id": low.area_id, "made_by": person, "made_by_name": person.name, "made_at": now},
    )
    return found


def look_again(*, kept: KeptApart) -> None:
    """Let two recommendations be suggested again."""
    kept.delete()


def answer_with_new(
    *,
    recommendation: Recommendation,
    theme: Theme,
    person: Any,
    wording: str,
    now: datetime,
    leads: Iterable[Answers] = (),
    **given: Any,
) -> Action:
    """Take an action into a plan that answers a recommendation, both or neither. Source: F5, F6."""
    if theme.plan.area_id != recommendation.area_id:
        raise NotAllowed(_("An action answers a recommendation of its own area."))
    with transaction.atomic():
        action = add_action(
            plan=theme.plan,
            theme=theme,
            person=person,
            wording=wording,
            now=now,
            leads=leads,
            origin=OriginKind.RECOMMENDATION,
            thread=recommendation.thread,
            **given,
        )
        answer_with(recommendation=recommendation, action=action, person=person, now=now)
    return action
