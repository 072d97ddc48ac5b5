"""Pages about quarterly reviews."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.commissioning.choosing import finding_choices, thread_of
from evenhand_service.commissioning.concerned.queries import findings_of
from evenhand_service.commissioning.contracts.queries import contract_for, terms_of
from evenhand_service.commissioning.contracts.views import changeable
from evenhand_service.commissioning.finding import found_for, may_change
from evenhand_service.commissioning.machines import REVIEW
from evenhand_service.commissioning.models import ContractReview
from evenhand_service.commissioning.money.queries import spend_of
from evenhand_service.commissioning.moves import steps_for
from evenhand_service.commissioning.pages import asked_step, buttons, form_page, links
from evenhand_service.commissioning.reviews import forms, operations, presenters, queries
from evenhand_service.commissioning.rules import quarter_of
from evenhand_service.commissioning.settled import limits
from evenhand_service.organisations import answers
from evenhand_service.plan.models import Theme

both = require_http_methods(["GET", "HEAD", "POST"])


def _found(request: HttpRequest, pk: UUID, *, change: bool = False) -> ContractReview:
    one = found_for(request.user, ContractReview, pk, "release")
    one.contract = contract_for(request.user, one.contract_id)
    if change and not may_change(request.user, one):
        raise Http404
    return one


def _to(name: str, one: Any) -> str:
    return reverse(f"commissioning:{name}", args=[one.pk])


@both
@needs("commission")
def plan_review(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Plan the review of a quarter."""
    contract = changeable(request, contract_id)
    today = quarter_of(timezone.localdate()).isoformat()
    form = forms.QuarterForm(request.POST or None, contract=contract, initial={"quarter": today})

    def do(told: dict[str, Any]) -> str:
        made = operations.plan_review(
            contract=contract,
            person=request.user,
            quarter=date.fromisoformat(told["quarter"]),
            due_date=told["due_date"],
            now=timezone.now(),
        )
        return presenters.address(made)

    return form_page(
        request,
        form,
        title=_("Plan a review"),
        button=_("Plan it"),
        back=presenters.crumbs(contract)[1][1],
        crumbs=presenters.crumbs(contract),
        do=do,
        done=_("The review was planned."),
    )


@require_safe
@needs("see-own-contracts")
def show_review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """One review with the provider's own findings beside it."""
    one = _found(request, review_id)
    steps = steps_for(request.user, one, REVIEW)
    ways = []
    if one.state in ("planned", "held"):
        ways.append((_("Write something down"), _to("write-entry", one)))
    if one.state == "held" and may_change(request.user, one):
        ways.append((_("Make an action"), _to("make-review-action", one)))
    shown = presenters.review_page(
        one,
        own=findings_of(request.user, one.contract, release=one.release, most=limits()["findings_beside"]),
        terms=terms_of(request.user, one.contract),
        entries=queries.entries_of(request.user, one),
        spend=spend_of(request.user, one.contract).get(one.quarter_starts),
        links=[*ways, *links(steps, {"hold": _to("hold-review", one)})],
        steps=buttons(steps, _to("move-review", one), ("drop", "close")),
    )
    return answers.detail(request, shown)


def _form(
    request: HttpRequest, one: ContractReview, form: Any, do: Any, *, title: str, done: str
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        button=_("Save"),
        back=presenters.address(one),
        crumbs=presenters.crumbs(one.contract),
        do=do,
        done=done,
    )


@both
@needs("commission")
def hold_review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Say when a review was held; the newest approved release is the one that was looked at."""
    one = _found(request, review_id, change=True)
    form = forms.HoldForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        operations.hold_review(
            review=one,
            person=request.user,
            release=queries.release_beside(request.user, one.contract),
            today=timezone.localdate(),
            **told,
        )
        return presenters.address(one)

    return _form(request, one, form, do, title=_("Say that it was held"), done=_("The review was held."))


@both
@needs("see-own-contracts")
def write_entry(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Write something down: a commissioner anything, the provider its own words."""
    one = _found(request, review_id)
    form = forms.EntryForm(request.POST or None, is_commissioner=may_change(request.user, one))

    def do(told: dict[str, Any]) -> str:
        operations.write_entry(review=one, person=request.user, now=timezone.now(), **told)
        return presenters.address(one)

    return _form(
        request, one, form, do, title=_("Write something down"), done=_("It was written down, and stays.")
    )


@both
@needs("commission")
def make_action(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Make an action of the plan at a review."""
    one = _found(request, review_id, change=True)
    rows = Theme.objects.visible_to(request.user).filter(area_id=one.area_id, plan__closed_at=None)
    themes = {str(each.pk): each for each in rows.select_related("plan").order_by("plan", "position")}
    own = findings_of(request.user, one.contract, release=one.release, most=limits()["choices"])
    form = forms.ActionForm(
        request.POST or None,
        themes=[(key, f"{each.plan.title}: {each.title}") for key, each in themes.items()],
        findings=finding_choices(own),
    )

    def do(told: dict[str, Any]) -> str:
        theme = themes[told.pop("theme")]
        operations.make_action(
            review=one,
            person=request.user,
            plan=theme.plan,
            theme=theme,
            thread=thread_of(request.user, told.pop("finding")),
            now=timezone.now(),
            **told,
        )
        return presenters.address(one)

    return _form(request, one, form, do, title=_("Make an action"), done=_("The action is in the plan."))


@require_POST
@needs("commission")
def move_review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Close a review, or say that it will not be held."""
    one = _found(request, review_id)
    verb = asked_step(request, ("drop", "close"))

    def do() -> None:
        if verb == "close":
            operations.close_review(review=one, person=request.user, now=timezone.now())
        else:
            operations.drop_review(review=one, person=request.user)

    return answers.step(request, do=do, back=presenters.address(one), done=_("The step was taken."))
