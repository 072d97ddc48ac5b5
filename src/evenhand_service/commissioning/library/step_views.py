"""Pages of an entry's steps: offered, approved, given back, taken out, made public."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may
from evenhand_service.commissioning.library import forms, operations, presenters
from evenhand_service.commissioning.library.publishing import FIELDS
from evenhand_service.commissioning.library.views import form_of, found_entry
from evenhand_service.commissioning.machines import PRACTICE
from evenhand_service.commissioning.models import Inspired
from evenhand_service.commissioning.pages import asked_step, library_crumb
from evenhand_service.organisations import answers
from evenhand_service.plan.models import Action

both = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@needs("edit-library")
def move_practice(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """Offer, approve, or open an entry again."""
    one = found_entry(request, practice_id)
    verb = asked_step(request, ("submit", "approve", "reopen"))

    def do() -> None:
        operations.take_step(practice=one, person=request.user, verb=verb, now=timezone.now())

    return answers.step(request, do=do, back=presenters.address(one), done=_("The step was taken."))


@both
@needs("approve-practice")
def say_why(request: HttpRequest, practice_id: UUID, verb: str) -> HttpResponse:
    """Give an entry back, or take it out, saying why."""
    one = found_entry(request, practice_id)
    if verb not in ("return", "withdraw"):
        raise Http404
    form = forms.BecauseForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        operations.take_step(practice=one, person=request.user, verb=verb, now=timezone.now(), **told)
        return library_crumb()[1]

    title = str(PRACTICE.step(verb).what)
    return form_of(request, form, do, presenters.address(one), title=title, done=_("The step was taken."))


@both
@needs("edit-plan")
def say_what_it_inspired(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """Say which action of one's own plan an entry inspired, or take such a link back."""
    one = found_entry(request, practice_id)
    held = Inspired.objects.for_change(request.user).filter(practice=one).select_related("action__area")
    linked = {str(each.pk): each for each in held}
    rows = Action.objects.for_change(request.user).filter(plan__closed_at=None).exclude(inspired_by__in=held)
    offered = {str(each.pk): each for each in rows.select_related("area").order_by("plan", "position")[:200]}
    form = forms.InspiredForm(
        request.POST or None,
        actions=[(key, presenters.action_words(each)) for key, each in offered.items()],
        linked=[(key, presenters.action_words(each.action)) for key, each in linked.items()],
    )

    def do(told: dict[str, Any]) -> str:
        operations.take_link_back(links=[linked[key] for key in told.get("take_back", ())])
        if told["action"]:
            operations.say_what_it_inspired(
                practice=one, action=offered[told["action"]], person=request.user, now=timezone.now()
            )
        return presenters.address(one)

    back = presenters.address(one)
    return form_of(
        request, form, do, back, title=_("Say which action it inspired"), done=_("It was written down.")
    )


@both
@needs("approve-practice")
def publish_practice(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """Choose which fields everybody may read."""
    one = found_entry(request, practice_id)
    if not may(request.user, "approve-practice", area=one.area_id):
        raise Http404
    chosen = [name for name in FIELDS if name != "contact"]
    form = forms.PublishForm(request.POST or None, initial={"fields_": chosen})

    def do(told: dict[str, Any]) -> str:
        operations.publish_practice(
            practice=one, person=request.user, fields=told["fields_"], now=timezone.now()
        )
        return presenters.address(one)

    back = presenters.address(one)
    return form_of(request, form, do, back, title=_("Choose what is public"), done=_("It is public."))
