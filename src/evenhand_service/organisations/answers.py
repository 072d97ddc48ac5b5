"""How views of this app answer: a list, a page about one thing, a form that is filled in until it is right."""

import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources
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
from evenhand_service.common import meanwhile
from evenhand_service.organisations.page_parts import Detail, FormPage, Listing


@cache
def page_size() -> int:
    """Return how many rows stand on one page of a list."""
    text = (resources.files("evenhand_service.organisations") / "data" / "pages.toml").read_text("utf-8")
    return int(tomllib.loads(text)["list_size"])


def paged(request: HttpRequest, found: QuerySet[Any], name: str = "page") -> Any:
    """Return the page of a list that the address asks for, under `name`."""
    return Paginator(found, page_size()).get_page(request.GET.get(name))


def listing(request: HttpRequest, shown: Listing, *, form: forms.Form, page: Any) -> HttpResponse:
    """Answer with a list under its filters."""
    told = {"shown": shown, "form": form, "page": page, "breadcrumbs": shown.breadcrumbs}
    return render(request, "organisations/list.jinja", told)


def detail(request: HttpRequest, shown: Detail) -> HttpResponse:
    """Answer with a page about one thing."""
    return render(request, "organisations/detail.jinja", {"shown": shown, "breadcrumbs": shown.breadcrumbs})


def at_the_top(form: forms.Form, error: EvenhandError) -> None:
    """Say at the top of a form why nothing was done."""
    form.add_error(None, str(error))


def form_page(
    request: HttpRequest,
    form: forms.Form,
    shown: FormPage,
    *,
    do: Callable[[dict[str, Any]], str],
    done: str,
    changes: bool = False,
    refused: Callable[[forms.Form, EvenhandError], None] = at_the_top,
) -> HttpResponse:
    """Answer with a form; once it is right, `do` it and go to the address it returns, saying that it is `done`.

    What the rules refuse stands at the top of the form, and what was typed stays typed. A form that `changes` what
    stands already, its `initial`, tells who comes second what the first wrote; the view holds the row before it reads.
    """
    if changes:
        meanwhile.carry(form)
    if request.method != "POST" or not form.is_valid():
        pass
    elif changes and meanwhile.changed_since(form):
        meanwhile.tell(form)
    else:
        try:
            with transaction.atomic():
                address = do(form.cleaned_data)
        except EvenhandError as error:
            refused(form, error)
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
