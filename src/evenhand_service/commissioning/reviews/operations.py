"""Writes of quarterly reviews and of evaluations."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from evenhand_service.commissioning.enums import ContractState, EntryKind, ReviewState
from evenhand_service.commissioning.machines import EVALUATION, REVIEW
from evenhand_service.commissioning.models import Contract, ContractReview, Evaluation, ReviewEntry
from evenhand_service.commissioning.moves import move
from evenhand_service.commissioning.refusals import Refused
from evenhand_service.commissioning.rules import quarter_after, quarter_of
from evenhand_service.commissioning.settled import limits
from evenhand_service.monitoring.models import FindingThread, Release
from evenhand_service.plan.enums import OriginKind
from evenhand_service.plan.models import Action, Plan, Theme
from evenhand_service.plan.operations.actions import Answers, add_action
from evenhand_service.plan.operations.faults import NotAllowed


def plan_review(
    *, contract: Contract, person: Any, quarter: date, now: datetime, due_date: date | None = None
) -> ContractReview:
    """Plan the review of a quarter of a contract that runs. Source: A5; 001 3.25."""
    start = quarter_of(quarter)
    if contract.state != ContractState.RUNNING:
        raise Refused(_("Quarters of a contract that is let are reviewed."))
    if quarter_after(start) <= contract.starts or start > contract.ends:
        raise Refused(_("The contract does not run in this quarter."))
    try:
        with transaction.atomic():
            return ContractReview.objects.create(
                contract=contract,
                area_id=contract.area_id,
                quarter_starts=start,
                due_date=due_date or quarter_after(start) + timedelta(days=limits()["review_days"]),
                made_by=person,
                made_by_name=person.name,
                made_at=now,
            )
    except IntegrityError as fault:
        raise Refused(_("This quarter has its review already.")) from fault


def hold_review(
    *, review: ContractReview, person: Any, held_date: date, release: Release | None, today: date
) -> None:
    """Say that a review was held, and with which release on the table."""
    if held_date > today:
        raise Refused(_("A review was held today or before."))
    move(review, REVIEW, "hold", person=person, held_date=held_date, release=release)


def drop_review(*, review: ContractReview, person: Any) -> None:
    """Say that a review will not be held; the quarter shows it."""
    move(review, REVIEW, "drop", person=person)


def write_entry(
    *, review: ContractReview, person: Any, kind: str, wording: str, lang: str, now: datetime
) -> ReviewEntry:
    """Write down information or a decision, or the provider's own words; it is never changed."""
    if kind == EntryKind.ACTION:
        raise Refused(_("An action is made in the plan."))
    if review.state not in (ReviewState.PLANNED, ReviewState.HELD):
        raise Refused(_("This review is closed: nothing more is written down there."))
    if kind != EntryKind.PROVIDER and review.state != ReviewState.HELD:
        raise Refused(_("Say first that the review was held."))
    return _entry(review, person, now, kind=kind, wording=wording, lang=lang)


def _entry(review: ContractReview, person: Any, now: datetime, **given: Any) -> ReviewEntry:
    return ReviewEntry.objects.create(
        review=review,
        contract_id=review.contract_id,
        area_id=review.area_id,
        author=person,
        author_name=person.name,
        made_at=now,
        **given,
    )


def make_action(
    *,
    review: ContractReview,
    person: Any,
    plan: Plan,
    theme: Theme,
    wording: str,
    lang: str,
    when_text: str,
    now: datetime,
    thread: FindingThread | None = None,
    is_providers: bool = True,
) -> Action:
    """Make an action of the plan at a review, led by the provider or by the partnership; the review keeps it."""
    if review.state != ReviewState.HELD:
        raise Refused(_("Actions are made while a review is held and not yet closed."))
    if plan.area_id != review.area_id:
        raise Refused(_("An action is made in a plan of the contract's own area."))
    provider = review.contract.organisation
    leads = [Answers(agency=provider.name, organisation=provider)] if is_providers else []
    about = {"thread": thread, "origin": OriginKind.FINDING} if thread else {"origin": OriginKind.MEETING}
    if thread:
        about |= {"stage": thread.stage, "characteristic": thread.characteristic, "group": thread.group}
    with transaction.atomic():
        try:
            action = add_action(
                plan=plan,
                theme=theme,
                person=person,
                wording=wording,
                lang=lang,
                when_text=when_text,
                leads=leads or [Answers(name=person.name, user=person)],
                now=now,
                **about,
            )
        except NotAllowed as fault:
            raise Refused(str(fault)) from fault
        _entry(review, person, now, kind=EntryKind.ACTION, wording=wording, lang=lang, action=action)
    return action


def close_review(*, review: ContractReview, person: Any, now: datetime) -> None:
    """Close a review once something was written down by it."""
    if not review.entries.exclude(kind=EntryKind.PROVIDER).exists():
        raise Refused(_("Nothing was written down at this review yet."), mend=_("Add at least one entry."))
    move(review, REVIEW, "close", person=person, closed_by_name=person.name, closed_at=now)


def ask_for_evaluation(
    *, contract: Contract, person: Any, title: str, evaluator_name: str, now: datetime, **given: Any
) -> Evaluation:
    """Ask for an evaluation by somebody independent; `given` are evaluator_body, independent_because, method ..."""
    body = given.get("evaluator_body", "").strip().casefold()
    if body and body == contract.organisation.name.strip().casefold():
        raise Refused(
            _("The provider does not evaluate its own contract."), mend=_("Name somebody independent.")
        )
    return Evaluation.objects.create(
        contract=contract,
        area_id=contract.area_id,
        title=title,
        evaluator_name=evaluator_name,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
        **given,
    )


def report_evaluation(*, evaluation: Evaluation, person: Any, reported_date: date, **found: Any) -> None:
    """Write down what an evaluation found, with what users said; `found` are users_said, found, people_asked ..."""
    if not found.get("users_said", "").strip():
        raise Refused(_("An evaluation says what the people who use the service said."))
    move(evaluation, EVALUATION, "report", person=person, reported_date=reported_date, **found)


def answer_evaluation(*, evaluation: Evaluation, person: Any, came_of_it: str, now: datetime) -> None:
    """Write down what came of an evaluation."""
    if not came_of_it.strip():
        raise Refused(_("Say what came of it."))
    move(
        evaluation,
        EVALUATION,
        "answer",
        person=person,
        came_of_it=came_of_it,
        answered_by_name=person.name,
        answered_at=now,
    )


def drop_evaluation(*, evaluation: Evaluation, person: Any) -> None:
    """Say that an evaluation will not be done."""
    move(evaluation, EVALUATION, "drop", person=person)
