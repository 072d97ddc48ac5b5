"""Writes of an action: taken into the plan, changed by those who saw what they change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.enums import OriginKind, Part, ProgressKind
from evenhand_service.plan.models import Action, Aim, Lead, Milestone, Plan, Theme
from evenhand_service.plan.operations import when as dates
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from evenhand_service.plan.operations.links import change_waits, name_links, tie_dangling
from evenhand_service.plan.operations.log import note
from evenhand_service.plan.operations.plans import next_place
from evenhand_service.plan.operations.standing import restand


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Somebody who answers for an action, as typed or read: a name, a body, or both."""

    name: str = ""
    agency: str = ""
    part: str = Part.LEAD
    is_collective: bool = False
    user: Any = None
    organisation: Any = None


def add_action(
    *,
    plan: Plan,
    theme: Theme,
    person: Any,
    wording: str,
    now: datetime,
    aim: Aim | None = None,
    reference: str = "",
    lang: str = "",
    when_text: str = "",
    review_date: date | None = None,
    leads: Iterable[Answers] = (),
    depends_on: Sequence[str] | None = None,
    mentions: Sequence[str] = (),
    origin: str = OriginKind.NONE,
    **more: Any,
) -> Action:
    """Take an action into a plan. Source: F1, F5.

    `depends_on` and `mentions` are references as written: one that the plan does not have is kept as words and told as
    dangling. Left out, `depends_on` is what the date's words say. `more` are fields of origin and of what it is about.
    Raises NotAllowed where the plan has the reference already.
    """
    known = set(plan.actions.exclude(reference="").values_list("reference", flat=True))
    read = dates.read(when_text, written_on=plan.as_at_date or plan.cover_date or localdate(now), known=known)
    waits = read.depends_on if depends_on is None else depends_on
    with transaction.atomic():
        try:
            with transaction.atomic():
                action = Action.objects.create(
                    plan=plan,
                    area_id=plan.area_id,
                    theme=theme,
                    aim=aim,
                    position=next_place(plan.actions),
                    reference=reference,
                    wording=wording,
                    lang=lang or plan.lang,
                    review_date=review_date,
                    origin=origin,
                    made_by=person,
                    made_by_name=person.name,
                    made_at=now,
                    **dates.fields_of(read),
                    **more,
                )
        except IntegrityError as fault:
            raise NotAllowed(_("The plan has an action with this reference already.")) from fault
        Milestone.objects.bulk_create(dates.stage_milestones(action, read))
        name_leads(action=action, leads=leads)
        name_links(action=action, depends_on=waits, mentions=mentions)
        tie_dangling(action)
        restand(action)
        note(action=action, person=person, kind=ProgressKind.MADE, now=now)
    return action


_PLAIN = ("reference", "wording", "lang", "review_date", "theme", "aim", "stage", "characteristic", "group")


def change_action(
    *,
    action: Action,
    person: Any,
    version: int,
    changes: Mapping[str, Any],
    now: datetime,
    leads: Iterable[Answers] | None = None,
    depends_on: Sequence[str] | None = None,
) -> Action:
    """Change an action upon the version that the writer saw; the log tells what changed, and its date's words before.

    `changes` holds fields by name; `when_text` is read anew. Raises ChangedMeanwhile, with the action as it stands now.
    """
    unknown = set(changes) - {*_PLAIN, "when_text"}
    if unknown:
        raise TypeError(f"An action has no changeable {sorted(unknown)}.")
    fields = {name: value for name, value in changes.items() if name != "when_text"}
    read = None
    if "when_text" in changes and changes["when_text"].strip() != action.when_text:
        known = set(action.plan.actions.exclude(reference="").values_list("reference", flat=True))
        read = dates.read(changes["when_text"], written_on=localdate(now), known=known)
        fields |= dates.fields_of(read)
    told = {name: [_plain(getattr(action, name)), _plain(value)] for name, value in fields.items()}
    told = {name: pair for name, pair in told.items() if pair[0] != pair[1]}
    with transaction.atomic():
        try:
            with transaction.atomic():
                done = Action.objects.filter(pk=action.pk, version=version).update(
                    **fields, version=version + 1, changed_by_name=person.name, changed_at=now
                )
        except IntegrityError as fault:
            raise NotAllowed(_("The plan has an action with this reference already.")) from fault
        if not done:
            raise ChangedMeanwhile(
                _("Somebody else changed this action meanwhile. Nothing was overwritten."),
                Action.objects.filter(pk=action.pk).first(),
            )
        action.refresh_from_db()
        if read is not None:
            _new_stages(action, read)
        if leads is not None and _differ(action, leads := list(leads)):
            told["leads"] = [len(action.leads.all()), len(leads)]
            action.leads.all().delete()
            name_leads(action=action, leads=leads)
        if "reference" in told:
            tie_dangling(action)
        if depends_on is not None and (pair := change_waits(action=action, depends_on=depends_on)):
            told["depends_on"] = pair
        restand(action)
        note(action=action, person=person, kind=ProgressKind.CHANGED, details=told, now=now)
    return action


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value.pk) if hasattr(value, "pk") else value


def _new_stages(action: Action, read: Any) -> None:
    """Stages as the new words have them; one that was reached under the same words stays reached."""
    stages = action.milestones.filter(is_stage=True)
    reached = dict(stages.exclude(done_date=None).values_list("when_text", "done_date"))
    stages.delete()
    after = next_place(action.milestones)
    rows = dates.stage_milestones(action, read)
    for place, one in enumerate(rows):
        one.position, one.done_date = after + place, reached.get(one.when_text)
    Milestone.objects.bulk_create(rows)


def _differ(action: Action, leads: list[Answers]) -> bool:
    fields = ("part", "name", "agency", "is_collective", "user_id", "organisation_id")
    held = [tuple(one) for one in action.leads.order_by("part", "position").values_list(*fields)]
    given = [
        (one.part, one.name, one.agency, one.is_collective, _key(one.user), _key(one.organisation))
        for one in sorted(leads, key=lambda one: one.part)
    ]
    return held != given


def _key(row: Any) -> Any:
    return row.pk if row is not None else None


def name_leads(*, action: Action, leads: Iterable[Answers]) -> None:
    """Write down who answers for an action, in their order."""
    Lead.objects.bulk_create(
        Lead(
            action=action,
            area_id=action.area_id,
            position=place,
            **{name: getattr(one, name) for name in Answers.__dataclass_fields__},
        )
        for place, one in enumerate(leads, 1)
    )
