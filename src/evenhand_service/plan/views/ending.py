"""The page on which a plan is ended once its year is over, or opened again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand_service.accounts.access import needs
from evenhand_service.plan.enums import ActionStatus
from evenhand_service.plan.forms.plans import EndForm
from evenhand_service.plan.models import Plan
from evenhand_service.plan.operations import plans
from evenhand_service.plan.operations.faults import ChangedMeanwhile
from evenhand_service.plan.queries.listing import actions_of
from evenhand_service.plan.views.opening import crumbs, either, form_page, open_plan


@needs("edit-plan")
@either
def end_plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """End a plan, or open one that was ended again; says first what that does to its open actions. Source: F3."""
    found = open_plan(request, plan)
    form = EndForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            if found.closed_at:
                plans.open_plan_again(plan=found, version=version)
            else:
                plans.end_plan(plan=found, version=version, now=timezone.now())
        except ChangedMeanwhile as why:
            form.add_error(None, str(why))
        else:
            messages.success(
                request, _("The plan is open again.") if found.closed_at else _("The plan has ended.")
            )
            return redirect("plan:show-plan", found.pk)
    return form_page(
        request,
        "plan/form.jinja",
        form,
        title=_("Open the plan again") if found.closed_at else _("End the plan"),
        button=_("Open it again") if found.closed_at else _("End it"),
        told=_again() if found.closed_at else _what_happens(request, found),
        back=reverse("plan:show-plan", args=[found.pk]),
        breadcrumbs=crumbs(found),
    )


def _again() -> str:
    return _("Its open actions count again: in lists, on agendas, in messages to those who lead them.")


def _what_happens(request: HttpRequest, plan: Plan) -> str:
    number = actions_of(request.user, plan=plan).filter(status=ActionStatus.OPEN).count()
    left = ngettext(
        "%(number)s action is still open. It stays as it is",
        "%(number)s actions are still open. They stay as they are",
        number,
    )
    return _("%(left)s: nobody is reminded of what an ended plan left open. To go on with it, carry it into the next "
             "year first, where you look at the plan's scope.") % {"left": left % {"number": number}}  # fmt: skip
