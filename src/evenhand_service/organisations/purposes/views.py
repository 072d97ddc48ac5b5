"""Pages about purpose files."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.common.meanwhile import hold
from evenhand_service.organisations import answers
from evenhand_service.organisations.agreements.views import choose_area
from evenhand_service.organisations.areas.queries import areas_with
from evenhand_service.organisations.models import Area, Purpose
from evenhand_service.organisations.page_parts import FormPage
from evenhand_service.organisations.purposes import forms, operations, presenters, queries
from evenhand_service.organisations.register.queries import organisations_in
from evenhand_service.organisations.words import name_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _found(request: HttpRequest, pk: UUID, *, change: bool = False) -> Any:
    if change:
        hold(request, Purpose, pk)
    try:
        one = queries.purposes_for(request.user).get(pk=pk)
    except Purpose.DoesNotExist as error:
        raise Http404 from error
    if change and not queries.may_change(request.user, one):
        raise Http404
    return one


@require_safe
@needs("see-loads")
def list_purposes(request: HttpRequest) -> HttpResponse:
    """Purpose files that one may see."""
    form = forms.Narrow(request.GET)
    told: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    page = answers.paged(request, queries.purposes_for(request.user, **told))
    shown = presenters.purpose_list(
        page.object_list,
        today=timezone.localdate(),
        may_add="manage-purposes" in permissions_of(request.user),
    )
    return answers.listing(request, shown, form=form, page=page)


@require_safe
@needs("see-loads")
def show_purpose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One purpose file, with what is missing."""
    one = _found(request, pk)
    changeable = queries.may_change(request.user, one)
    return answers.detail(
        request, presenters.purpose_page(one, today=timezone.localdate(), may_change=changeable)
    )


@form_page
@needs("manage-purposes")
def add_purpose(request: HttpRequest) -> HttpResponse:
    """Choose the area, then write the file."""
    areas = areas_with(request.user, "manage-purposes")
    code = request.GET.get("area", "")
    if not code and len(areas[:2]) == 1:
        code = areas[0].code
    if not code:
        return choose_area(request, areas, title=_("Write a purpose file"), back=presenters.all_purposes())
    try:
        area = areas.get(code=code)
    except Area.DoesNotExist as error:
        raise Http404 from error
    return _write(request, area, Purpose(area=area))


@form_page
@needs("manage-purposes")
def change_purpose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a draft."""
    one = _found(request, pk, change=True)
    return _write(request, one.area, one)


def _write(request: HttpRequest, area: Area, one: Purpose) -> HttpResponse:
    new = one._state.adding
    held: dict[str, Any] = {"kind": one.kind}
    if not new:
        held = {name: getattr(one, name) for name in forms.PurposeForm.base_fields if name != "controllers"}
        held["controllers"] = [each.organisation_id for each in one.controllers.all()]
    organisations = organisations_in(
        request.user, area, today=timezone.localdate(), also=held.get("controllers", ())
    )
    form = forms.PurposeForm(request.POST or None, initial=held, organisations=organisations)
    shown = FormPage(
        title=_("Write a purpose file") if new else _("Change a purpose file"),
        lead=_("For %(area)s. You may leave parts for later: nothing is taken until the file is complete.")
        % {"area": name_of(area)},
        button=_("Save the draft"),
        cancel=presenters.all_purposes()[1] if new else presenters.address(one),
        breadcrumbs=[presenters.home(), presenters.all_purposes()],
    )

    def do(told: dict[str, Any]) -> str:
        controllers = told.pop("controllers")
        return presenters.address(operations.write_purpose(purpose=one, told=told, controllers=controllers))

    done = _("The draft was saved.")
    return answers.form_page(request, form, shown, do=do, done=done, changes=not new)


@require_POST
@needs("manage-purposes")
def move_purpose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Complete it, open it again, or end it."""
    one = _found(request, pk, change=True)
    return answers.step(
        request,
        do=lambda: operations.move_purpose(
            purpose=one, step=request.POST.get("step", ""), read=request.POST.get("read", "")
        ),
        back=reverse("organisations:show-purpose", args=[pk]),
        done=_("The purpose file was changed."),
    )


@form_page
@needs("manage-purposes")
def record_objection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take down that somebody objects."""
    one = _found(request, pk, change=True)
    form = forms.ObjectionForm(request.POST or None, initial={"objected_date": timezone.localdate()})

    def do(told: dict[str, Any]) -> str:
        operations.record_objection(purpose=one, **told)
        return presenters.address(one)

    return answers.form_page(
        request,
        form,
        _about(one, _("Take down an objection"), _("Save")),
        do=do,
        done=_("The objection was taken down. The person's rows are left out from now on."),
    )


@form_page
@needs("manage-purposes")
def withdraw_objection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an objection back, as the person asked."""
    one = _found(request, pk, change=True)
    form = forms.WithdrawForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        operations.withdraw_objection(purpose=one, **told)
        return presenters.address(one)

    return answers.form_page(
        request,
        form,
        _about(one, _("Take an objection back"), _("Save")),
        do=do,
        done=_("If there was such an objection, it was taken back."),
    )


def _about(one: Purpose, title: str, button: str) -> FormPage:
    back = presenters.address(one)
    crumbs = [presenters.home(), presenters.all_purposes(), (one.title, back)]
    return FormPage(title=title, button=button, cancel=back, breadcrumbs=crumbs)
