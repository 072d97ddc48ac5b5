"""Pages about specifications."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.commissioning.finding import found_for
from evenhand_service.commissioning.machines import SPECIFICATION
from evenhand_service.commissioning.models import Contract, Specification
from evenhand_service.commissioning.moves import steps_for
from evenhand_service.commissioning.pages import asked_step, buttons
from evenhand_service.commissioning.treatment import forms, operations, presenters, queries
from evenhand_service.commissioning.treatment.views import changeable, form_of, to
from evenhand_service.organisations import answers

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@needs("commission")
def write_specification(request: HttpRequest, treatment_plan_id: UUID) -> HttpResponse:
    """Write what a service is to do."""
    one = changeable(request, treatment_plan_id)
    priorities = {str(each.pk): each for each in queries.priorities_of(request.user, one)}
    form = forms.SpecificationForm(
        request.POST or None,
        priorities=[(key, f"{each.position}. {each.wording[:80]}") for key, each in priorities.items()],
    )

    def do(told: dict[str, Any]) -> str:
        told["priority"] = priorities.get(told["priority"])
        made = operations.write_specification(plan=one, person=request.user, now=timezone.now(), **told)
        return presenters.specification_address(made)

    return form_of(request, one, form, do, title=_("Write a specification"), done=_("It was written."))


@require_safe
@needs("see-own-contracts")
def show_specification(request: HttpRequest, specification_id: UUID) -> HttpResponse:
    """One specification, with the contracts that rest on it."""
    one = found_for(request.user, Specification, specification_id, "treatment_plan")
    steps = steps_for(request.user, one, SPECIFICATION)
    contracts = Contract.objects.visible_to(request.user).filter(specification=one).order_by("reference")
    shown = presenters.specification_page(
        one,
        contracts=contracts,
        links=[(_("Its treatment plan"), presenters.address(one.treatment_plan))],
        steps=buttons(steps, to("move-specification", one), ("agree", "end")),
    )
    return answers.detail(request, shown)


@require_POST
@needs("agree-commissioning")
def move_specification(request: HttpRequest, specification_id: UUID) -> HttpResponse:
    """Agree a specification, or say that it is no longer used."""
    one = found_for(request.user, Specification, specification_id)
    verb = asked_step(request, ("agree", "end"))

    def do() -> None:
        if verb == "agree":
            operations.agree_specification(specification=one, person=request.user, now=timezone.now())
        else:
            operations.end_specification(specification=one, person=request.user)

    back = presenters.specification_address(one)
    return answers.step(request, do=do, back=back, done=_("The step was taken."))
