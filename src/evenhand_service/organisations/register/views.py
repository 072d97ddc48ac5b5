"""Pages about organisations."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import logged_in, needs
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.common.meanwhile import hold
from evenhand_service.organisations import answers
from evenhand_service.organisations.models import Organisation
from evenhand_service.organisations.page_parts import FormPage
from evenhand_service.organisations.register import forms, operations, presenters, queries
from evenhand_service.organisations.words import name_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _found(request: HttpRequest, pk: UUID, *, change: bool = False) -> Organisation:
    if change:
        hold(request, Organisation, pk)
    try:
        one = queries.organisation_for(request.user, pk)
    except Organisation.DoesNotExist as error:
        raise Http404 from error
    if change and not queries.may_change(request.user, one):
        raise Http404
    return one


@require_safe
@logged_in
def list_organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation, by name, kind and area. Source: A2."""
    form = forms.Narrow(request.GET)
    told: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    found = queries.organisations_for(request.user, today=timezone.localdate(), **told)
    page = answers.paged(request, found)
    shown = presenters.organisation_list(
        page.object_list, may_add="manage-organisations" in permissions_of(request.user)
    )
    return answers.listing(request, shown, form=form, page=page)


@require_safe
@logged_in
def show_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One organisation, its kind and its teams."""
    one = _found(request, pk)
    changeable = queries.may_change(request.user, one)
    return answers.detail(
        request, presenters.organisation_page(one, today=timezone.localdate(), may_change=changeable)
    )


@form_page
@needs("manage-organisations")
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation to an area that one manages."""
    form = forms.NewOrganisation(request.POST or None, areas=queries.areas_to_add_to(request.user))
    shown = FormPage(
        title=_("Add an organisation"),
        button=_("Add"),
        cancel=presenters.all_organisations()[1],
        breadcrumbs=[presenters.home(), presenters.all_organisations()],
    )
    return answers.form_page(
        request,
        form,
        shown,
        do=lambda told: presenters.address(operations.add_organisation(**told)),
        done=_("The organisation was added."),
    )


@form_page
@needs("manage-organisations")
def change_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an organisation's names and kind."""
    one = _found(request, pk, change=True)
    held = {"name": one.name, "name_cy": one.name_cy, "kind": one.kind}
    form = forms.OrganisationForm(request.POST or None, initial=held)

    def do(told: dict[str, Any]) -> str:
        operations.change_organisation(organisation=one, **told)
        return presenters.address(one)

    return answers.form_page(
        request,
        form,
        _about(one, _("Change %(name)s"), _("Save")),
        do=do,
        done=_("The changes were saved."),
        changes=True,
    )


@form_page
@needs("manage-organisations")
def end_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which day is an organisation's last."""
    one = _found(request, pk, change=True)
    form = forms.EndForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        operations.end_organisation(organisation=one, **told)
        return presenters.address(one)

    kept = _("Its files, agreements and entries are kept. End the roles that people hold there as well.")
    shown = _about(one, _("End %(name)s"), _("End the organisation"), notes=[kept], warning=True)
    return answers.form_page(request, form, shown, do=do, done=_("The last day was saved."))


@form_page
@needs("manage-organisations")
def add_team(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a team to an organisation."""
    one = _found(request, pk, change=True)
    form = forms.TeamForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        operations.add_team(organisation=one, **told)
        return presenters.address(one)

    shown = _about(one, _("Add a team to %(name)s"), _("Add"))
    return answers.form_page(request, form, shown, do=do, done=_("The team was added."))


@require_POST
@needs("manage-organisations")
def end_team(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a team today; its name stays on the organisation's page."""
    one = _found(request, pk, change=True)
    team = next((each for each in one.teams.all() if str(each.pk) == request.POST.get("step")), None)
    if team is None:
        raise Http404
    return answers.step(
        request,
        do=lambda: operations.end_team(team=team, ends=timezone.localdate()),
        back=presenters.address(one),
        done=_("The team was ended."),
    )


def _about(one: Organisation, title: str, button: str, **told: Any) -> FormPage:
    address = presenters.address(one)
    return FormPage(
        title=title % {"name": name_of(one)},
        button=button,
        cancel=address,
        breadcrumbs=[presenters.home(), presenters.all_organisations(), (name_of(one), address)],
        **told,
    )
