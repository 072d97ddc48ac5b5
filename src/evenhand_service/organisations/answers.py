"""How views of this app answer: a list, a page about one thing, a form that is filled in until it is right."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import ProgrammingError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand_service.organisations.page_parts import Detail, FormPage, Listing

ON_A_PAGE = 25


def paged(request: HttpRequest, found: QuerySet[Any]) -> Any:
    """Return the page of a list that the address asks for."""
    return Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))


def listing(request: HttpRequest, shown: Listing, *, form: forms.Form, page: Any) -> HttpResponse:
    """Answer with a list under its filters."""
    told = {"shown": shown, "form": form, "page": page, "breadcrumbs": shown.breadcrumbs}
    return render(request, "organisations/list.jinja", told)


def detail(request: HttpRequest, shown: Detail) -> HttpResponse:
    """Answer with a page about one thing."""
    return render(request, "organisations/detail.jinja", {"shown": shown, "breadcrumbs": shown.breadcrumbs})


def form_page(
    request: HttpRequest, form: forms.Form, shown: FormPage, *, do: Callable[[dict[str, Any]], str], done: str
) -> HttpResponse:
    """Answer with a form; once it is right, `do` it and go to the address it returns, saying that it is `done`.

    What the rules refuse stands at the top of the form, and what was typed stays typed.
    """
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                address = do(form.cleaned_data)
        except EvenhandError as error:
            form.add_error(None, str(error))
        except ProgrammingError as error:
            form.add_error(None, _behind_a_wall(error))
        else:
            messages.success(request, done)
            return HttpResponseRedirect(address)
    told = {"shown": shown, "form": form, "breadcrumbs": shown.breadcrumbs, "has_errors": bool(form.errors)}
    return render(request, "organisations/form.jinja", told)


def step(request: HttpRequest, *, do: Callable[[], None], back: str, done: str) -> HttpResponse:
    """Take a step that a button stands for, and go back to the page it stood on with what became of it."""
    try:
        with transaction.atomic():
            do()
    except EvenhandError as error:
        messages.warning(request, str(error))
    except ProgrammingError as error:
        messages.warning(request, _behind_a_wall(error))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(back)


def _behind_a_wall(error: ProgrammingError) -> str:
    if "row-level security" not in str(error):
        raise error
    return _(
        "You may not do that here: your roles do not reach this area or organisation. Nothing was changed."
    )
