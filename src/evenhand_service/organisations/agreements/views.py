"""Pages about sharing agreements."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.common.meanwhile import hold
from evenhand_service.organisations import answers
from evenhand_service.organisations.agreements import forms, operations, presenters, queries
from evenhand_service.organisations.areas.queries import area_by_code, areas_with
from evenhand_service.organisations.models import Agreement, Area
from evenhand_service.organisations.page_parts import FormPage
from evenhand_service.organisations.register.queries import organisations_in
from evenhand_service.organisations.words import name_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _found(request: HttpRequest, pk: UUID, *, change: bool = False) -> Agreement:
    if change:
        hold(request, Agreement, pk)
    try:
        one = queries.agreement_for(request.user, pk)
    except Agreement.DoesNotExist as error:
        raise Http404 from error
    if change and not queries.may_change(request.user, one):
        raise Http404
    return one


@require_safe
@needs("see-loads")
def list_agreements(request: HttpRequest) -> HttpResponse:
    """Agreements that one may see, those to be looked at first. Source: A3."""
    form = forms.Narrow(request.GET)
    told: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    today = timezone.localdate()
    page = answers.paged(request, queries.agreements_for(request.user, today=today, **told))
    shown = presenters.agreement_list(
        page.object_list, today=today, may_add="manage-agreements" in permissions_of(request.user)
    )
    return answers.listing(request, shown, form=form, page=page)


@require_safe
@needs("see-loads")
def show_agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One agreement, and whether anything is shared under it today."""
    one = _found(request, pk)
    changeable = queries.may_change(request.user, one)
    shown = presenters.agreement_page(one, today=timezone.localdate(), may_change=changeable)
    return answers.detail(request, shown)


@form_page
@needs("manage-agreements")
def add_agreement(request: HttpRequest) -> HttpResponse:
    """Choose the area, then write the agreement; who manages one area goes straight to it."""
    areas = areas_with(request.user, "manage-agreements")
    code = request.GET.get("area", "")
    if not code and len(areas[:2]) == 1:
        code = areas[0].code
    if not code:
        return choose_area(request, areas, title=_("Write an agreement"), back=presenters.all_agreements())
    try:
        area = areas.get(code=code)
    except Area.DoesNotExist as error:
        raise Http404 from error
    return _write(request, area, None)


def choose_area(request: HttpRequest, areas: Any, *, title: str, back: tuple[str, str]) -> HttpResponse:
    """Ask for which area something is to be written; the answer stands in the address."""
    form = forms.ChooseArea(request.POST or None, areas=areas)
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(f"{request.path}?area={form.cleaned_data['area'].code}")
    shown = FormPage(title=title, button=_("Continue"), cancel=back[1], breadcrumbs=[presenters.home(), back])
    told = {"shown": shown, "form": form, "breadcrumbs": shown.breadcrumbs, "has_errors": bool(form.errors)}
    return render(request, "organisations/form.jinja", told)


@form_page
@needs("manage-agreements")
def change_agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a draft."""
    one = _found(request, pk, change=True)
    return _write(request, area_by_code(request.user, one.area.code), one)


def _write(request: HttpRequest, area: Area, one: Agreement | None) -> HttpResponse:
    held: dict[str, Any] = {}
    if one is not None:
        names = ("title", "data_classes", "purpose", "legal_basis", "starts", "ends", "review_date")
        held = {name: getattr(one, name) for name in names}
        held["parties"] = [party.organisation_id for party in one.parties.all()]
    organisations = organisations_in(
        request.user, area, today=timezone.localdate(), also=held.get("parties", ())
    )
    form = forms.AgreementForm(request.POST or None, initial=held, organisations=organisations)
    back = presenters.address(one) if one else presenters.all_agreements()[1]
    shown = FormPage(
        title=_("Change an agreement") if one else _("Write an agreement"),
        lead=_("For %(area)s. It shares nothing until it is recorded that each party agreed.")
        % {"area": name_of(area)},
        button=_("Save the draft"),
        cancel=back,
        breadcrumbs=[presenters.home(), presenters.all_agreements()],
    )
    return answers.form_page(
        request,
        form,
        shown,
        do=lambda told: presenters.address(operations.write_agreement(area=area, agreement=one, **told)),
        done=_("The draft was saved."),
        changes=one is not None,
    )


@require_POST
@needs("manage-agreements")
def move_agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record that all parties agreed to the words on the page, or end it."""
    one = _found(request, pk, change=True)
    return answers.step(
        request,
        do=lambda: operations.move_agreement(
            agreement=one,
            step=request.POST.get("step", ""),
            today=timezone.localdate(),
            read=request.POST.get("read", ""),
            agreed=request.POST.getlist("ticks"),
        ),
        back=reverse("organisations:show-agreement", args=[pk]),
        done=_("The agreement was changed."),
    )


@form_page
@needs("manage-agreements")
def review_agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say when it is to be looked at next."""
    one = _found(request, pk, change=True)
    form = forms.ReviewForm(request.POST or None)
    back = presenters.address(one)

    def do(told: dict[str, Any]) -> str:
        operations.set_review(agreement=one, **told)
        return back

    shown = FormPage(
        title=_("It was looked at"),
        lead=_("If it no longer fits, end it and write a new one."),
        button=_("Save"),
        cancel=back,
        breadcrumbs=[presenters.home(), presenters.all_agreements(), (one.title, back)],
    )
    return answers.form_page(request, form, shown, do=do, done=_("The day was saved."))
