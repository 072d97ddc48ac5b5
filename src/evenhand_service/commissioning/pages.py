"""What every page of commissioning shares: ways back, forms, steps that need no words."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand_service.commissioning.refusals import ChangedMeanwhile
from evenhand_service.common.meanwhile import show_beside
from evenhand_service.monitoring.states import Transition
from evenhand_service.organisations import answers
from evenhand_service.organisations.page_parts import FormPage, Listing, Step

Crumb = tuple[str, str]


def contracts_crumb() -> Crumb:
    """Return the way back to the list of contracts."""
    return (_("Contracts"), reverse("commissioning:list-contracts"))


def plans_crumb() -> Crumb:
    """Return the way back to the list of treatment plans."""
    return (_("Treatment plans"), reverse("commissioning:list-treatment-plans"))


def library_crumb() -> Crumb:
    """Return the way back to the library."""
    return (_("Good practice"), reverse("commissioning:list-practices"))


def support_crumb() -> Crumb:
    """Return the way back to the cases of support."""
    return (_("Support"), reverse("commissioning:list-supports"))


def plain_list(request: HttpRequest, shown: Listing, page: Any) -> HttpResponse:
    """Answer with a list that has no filters."""
    told = {"shown": shown, "page": page, "breadcrumbs": shown.breadcrumbs}
    return render(request, "commissioning/list.jinja", told)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    back: str,
    crumbs: Sequence[Crumb],
    do: Callable[[dict[str, Any]], str],
    done: str,
    lead: str = "",
    warning: bool = False,
    changes: bool = False,
) -> HttpResponse:
    """Answer with a form; what the rules refuse stands at its top, and what was typed stays typed."""
    shown = FormPage(title=title, button=button, cancel=back, lead=lead, breadcrumbs=crumbs, warning=warning)
    return answers.form_page(request, form, shown, do=do, done=done, changes=changes, refused=_refused)


def _refused(form: forms.Form, error: EvenhandError) -> None:
    """Say why nothing was saved; where somebody was quicker, also what they wrote, beside each field."""
    answers.at_the_top(form, error)
    if isinstance(error, ChangedMeanwhile):
        show_beside(form, "version")


def buttons(steps: Sequence[Transition], address: str, plain: Sequence[str]) -> list[Step]:
    """Return a button for each step that needs no words."""
    return [Step(text=str(one.what), address=address, value=one.verb) for one in steps if one.verb in plain]


def links(steps: Sequence[Transition], addresses: dict[str, str]) -> list[Crumb]:
    """Return a way to the form of each step that needs words."""
    return [(str(one.what), addresses[one.verb]) for one in steps if one.verb in addresses]


def asked_step(request: HttpRequest, known: Sequence[str]) -> str:
    """Return the step that a button stands for; raises Http404 for one that there is not."""
    verb = request.POST.get("step", "")
    if verb not in known:
        raise Http404
    return verb
