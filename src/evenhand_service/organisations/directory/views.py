"""Pages about the service directory, for workers. The public pages show its public entries."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evenhand_service.accounts.access import logged_in, needs
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.common.meanwhile import hold
from evenhand_service.organisations import answers
from evenhand_service.organisations.directory import forms, operations, presenters, queries
from evenhand_service.organisations.models import Organisation, Service
from evenhand_service.organisations.page_parts import FormPage

form_page = require_http_methods(["GET", "HEAD", "POST"])
_FIELDS = tuple(forms.ServiceForm.base_fields)


def _found(request: HttpRequest, pk: UUID, *, change: bool = False) -> Service:
    if change:
        hold(request, Service, pk)
    try:
        one = queries.service_for(request.user, pk)
    except Service.DoesNotExist as error:
        raise Http404 from error
    if change and not queries.may_change(request.user, one):
        raise Http404
    return one


@require_safe
@logged_in
def list_services(request: HttpRequest) -> HttpResponse:
    """Services by what they offer, for whom and in which language. Source: A4."""
    form = forms.Narrow(request.GET)
    wanted = queries.Wanted(**form.wanted())
    page = answers.paged(
        request, queries.services_for(request.user, today=timezone.localdate(), wanted=wanted)
    )
    shown = presenters.service_list(
        page.object_list, may_add="manage-services" in permissions_of(request.user)
    )
    return answers.listing(request, shown, form=form, page=page)


@require_safe
@logged_in
def show_service(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One service, in every language it has words in."""
    one = _found(request, pk)
    return answers.detail(
        request, presenters.service_page(one, may_change=queries.may_change(request.user, one))
    )


@form_page
@needs("manage-services")
def add_service(request: HttpRequest) -> HttpResponse:
    """Choose whose service it is, then say what it offers."""
    mine = queries.organisations_to_add_for(request.user, today=timezone.localdate())
    chosen = request.GET.get("organisation", "")
    if not chosen:
        return _choose(request, mine)
    try:
        organisation = mine.get(pk=UUID(chosen))
    except (Organisation.DoesNotExist, ValueError) as error:
        raise Http404 from error
    form = forms.ServiceForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        made = operations.write_service(organisation=organisation, told=told, today=timezone.localdate())
        return presenters.address(made)

    shown = _page(_("Add a service"), _("Add"), presenters.all_services()[1])
    return answers.form_page(
        request,
        form,
        shown,
        do=do,
        done=_("The service was added. Write what happens there, in each language you can."),
    )


def _choose(request: HttpRequest, mine: Any) -> HttpResponse:
    form = forms.ChooseOrganisation(request.POST or None, organisations=mine)
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(f"{request.path}?organisation={form.cleaned_data['organisation'].pk}")
    shown = _page(_("Add a service"), _("Continue"), presenters.all_services()[1])
    told = {"shown": shown, "form": form, "breadcrumbs": shown.breadcrumbs, "has_errors": bool(form.errors)}
    return render(request, "organisations/form.jinja", told)


@form_page
@needs("manage-services")
def change_service(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say anew what a service offers."""
    one = _found(request, pk, change=True)
    form = forms.ServiceForm(request.POST or None, initial={name: getattr(one, name) for name in _FIELDS})

    def do(told: dict[str, Any]) -> str:
        operations.write_service(
            organisation=one.organisation, told=told, today=timezone.localdate(), service=one
        )
        return presenters.address(one)

    shown = _page(_("Change what it offers"), _("Save"), presenters.address(one))
    return answers.form_page(
        request,
        form,
        shown,
        do=do,
        done=_("The entry was saved, and counts as checked today."),
        changes=True,
    )


@form_page
@needs("manage-services")
def write_words(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a service's words in one language; those it has in that language are replaced."""
    one = _found(request, pk, change=True)
    language = request.GET.get("language", "")
    held = next((words for words in one.words.all() if words.language == language), None)
    names = ("language", "name", "about", "for_whom", "how_to_come")
    initial = {name: getattr(held, name) for name in names} if held else {"language": language}
    form = forms.WordsForm(request.POST or None, initial=initial)

    def do(told: dict[str, Any]) -> str:
        operations.write_words(service=one, language=told["language"], told=told)
        return presenters.address(one)

    shown = _page(
        _("Words in a language"),
        _("Save"),
        presenters.address(one),
        lead=_("Words that the service has in that language already are replaced."),
    )
    return answers.form_page(request, form, shown, do=do, done=_("The words were saved."), changes=True)


@form_page
@needs("manage-services")
def end_service(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which day is a service's last."""
    one = _found(request, pk, change=True)
    form = forms.EndForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        operations.end_service(service=one, **told)
        return presenters.all_services()[1]

    shown = _page(
        _("End a service"),
        _("End the service"),
        presenters.address(one),
        lead=_("It is no longer found after that day. The entry is kept."),
        warning=True,
    )
    return answers.form_page(request, form, shown, do=do, done=_("The last day was saved."))


def _page(title: str, button: str, cancel: str, **told: Any) -> FormPage:
    crumbs = [presenters.home(), presenters.all_services()]
    return FormPage(title=title, button=button, cancel=cancel, breadcrumbs=crumbs, **told)
