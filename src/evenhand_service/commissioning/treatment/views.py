"""Pages about treatment plans and specifications."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.commissioning.choosing import findings_of_area, threads_of
from evenhand_service.commissioning.contracts.queries import areas_for
from evenhand_service.commissioning.finding import found_for, may_change
from evenhand_service.commissioning.machines import TREATMENT
from evenhand_service.commissioning.models import TreatmentPlan
from evenhand_service.commissioning.moves import steps_for
from evenhand_service.commissioning.pages import asked_step, buttons, form_page, plain_list, plans_crumb
from evenhand_service.commissioning.treatment import forms, operations, presenters, queries
from evenhand_service.monitoring.findings.areas import area_for
from evenhand_service.monitoring.findings.presenters.words import language
from evenhand_service.monitoring.models import NeedsAgreement
from evenhand_service.monitoring.needs.sections import sections
from evenhand_service.organisations import answers
from evenhand_service.organisations.words import name_of
from evenhand_service.plan.models import Plan

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs("see-plan")
def list_treatment_plans(request: HttpRequest) -> HttpResponse:
    """Treatment plans that somebody may read."""
    page = answers.paged(request, queries.treatment_plans_for(request.user))
    ways = [
        (
            _("Begin a treatment plan of %(area)s") % {"area": name_of(one)},
            reverse("commissioning:make-treatment-plan", args=[one.code]),
        )
        for one in areas_for(request.user, "commission")
    ]
    return plain_list(request, presenters.plan_list(page.object_list, ways), page)


def _rests_on(user: Any, area: Any) -> dict[str, Any]:
    return {
        "needs": NeedsAgreement.objects.visible_to(user).filter(area=area).order_by("-number"),
        "plans": Plan.objects.visible_to(user).filter(area=area).order_by("-financial_year", "title"),
    }


@both
@needs("commission")
def make_treatment_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a treatment plan."""
    area = area_for(request.user, code, "commission")
    form = forms.NewTreatmentForm(request.POST or None, **_rests_on(request.user, area))

    def do(told: dict[str, Any]) -> str:
        made = operations.make_treatment_plan(area=area, person=request.user, now=timezone.now(), **told)
        return presenters.address(made)

    return form_page(
        request,
        form,
        title=_("Begin a treatment plan of %(area)s") % {"area": name_of(area)},
        button=_("Begin it"),
        back=plans_crumb()[1],
        crumbs=[plans_crumb()],
        do=do,
        done=_("The treatment plan was begun. Add what comes first."),
    )


@require_safe
@needs("see-plan")
def show_treatment_plan(request: HttpRequest, treatment_plan_id: UUID) -> HttpResponse:
    """One treatment plan: priorities with the findings that they answer, and its specifications."""
    one = found_for(request.user, TreatmentPlan, treatment_plan_id, "area", "needs")
    steps = steps_for(request.user, one, TREATMENT)
    ways = []
    if may_change(request.user, one):
        if one.state == "draft":
            ways = [
                (_("Change"), to("change-treatment-plan", one)),
                (_("Add a priority"), to("add-priority", one)),
            ]
        ways.append((_("Write a specification"), to("write-specification", one)))
    shown = presenters.plan_page(
        one,
        priorities=queries.priorities_of(request.user, one),
        said={UUID(key): text for key, text in findings_of_area(request.user, one.area)},
        specifications=queries.specifications_of(request.user, one),
        links=ways,
        steps=buttons(steps, to("move-treatment-plan", one), ("agree", "replace")),
    )
    return answers.detail(request, shown)


def to(name: str, one: Any) -> str:
    """Return an address about one thing."""
    return reverse(f"commissioning:{name}", args=[one.pk])


def changeable(request: HttpRequest, pk: UUID) -> TreatmentPlan:
    """Return a treatment plan that the person may change; for others it is not there."""
    one = found_for(request.user, TreatmentPlan, pk, "area")
    if not may_change(request.user, one):
        raise Http404
    return one


def form_of(
    request: HttpRequest, one: TreatmentPlan, form: Any, do: Any, *, title: str, done: str
) -> HttpResponse:
    """Answer with a form about a treatment plan."""
    return form_page(
        request,
        form,
        title=title,
        button=_("Save"),
        back=presenters.address(one),
        crumbs=[plans_crumb(), (one.title, presenters.address(one))],
        do=do,
        done=done,
    )


@both
@needs("commission")
def change_treatment_plan(request: HttpRequest, treatment_plan_id: UUID) -> HttpResponse:
    """Change a draft."""
    one = changeable(request, treatment_plan_id)
    names = ("title", "needs", "plan", "introduction", "lang", "version")
    form = forms.TreatmentForm(
        request.POST or None,
        initial={name: getattr(one, name) for name in names},
        **_rests_on(request.user, one.area),
    )

    def do(told: dict[str, Any]) -> str:
        operations.change_treatment_plan(treatment_plan=one, **told)
        return presenters.address(one)

    return form_of(request, one, form, do, title=_("Change the treatment plan"), done=_("It was changed."))


@both
@needs("commission")
def add_priority(request: HttpRequest, treatment_plan_id: UUID) -> HttpResponse:
    """Add what comes first, with the findings that it answers."""
    one = changeable(request, treatment_plan_id)
    form = forms.PriorityForm(
        request.POST or None,
        findings=findings_of_area(request.user, one.area),
        sections=[(each.id, each.titled(language())) for each in sections()],
    )

    def do(told: dict[str, Any]) -> str:
        told["findings"] = threads_of(request.user, told["findings"])
        operations.add_priority(plan=one, **told)
        return presenters.address(one)

    return form_of(request, one, form, do, title=_("Add a priority"), done=_("The priority was added."))


@require_POST
@needs("agree-commissioning")
def move_treatment_plan(request: HttpRequest, treatment_plan_id: UUID) -> HttpResponse:
    """Agree a treatment plan, or say that it was replaced."""
    one = found_for(request.user, TreatmentPlan, treatment_plan_id, "area")
    verb = asked_step(request, ("agree", "replace"))

    def do() -> None:
        if verb == "agree":
            operations.agree_treatment_plan(plan=one, person=request.user, now=timezone.now())
        else:
            operations.replace_treatment_plan(plan=one, person=request.user)

    return answers.step(request, do=do, back=presenters.address(one), done=_("The step was taken."))
