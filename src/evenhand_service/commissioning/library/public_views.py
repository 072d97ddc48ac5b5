"""Good practice and bulletins for anybody: what was chosen of what was approved. Source: F8."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import anybody
from evenhand_service.commissioning.library import forms, presenters, queries
from evenhand_service.organisations import answers
from evenhand_service.organisations.words import span


@require_safe
@anybody
def list_public_practices(request: HttpRequest) -> HttpResponse:
    """Public entries by words in English and Welsh, step and characteristic."""
    form = forms.Search(request.GET, used=queries.used_in(queries.public_practices()))
    page = answers.paged(request, queries.public_practices(**form.wanted()))
    bulletins = answers.paged(request, queries.bulletins_for(queries.ANYBODY), name="bulletins")
    told = {
        "form": form,
        "page": page,
        "entries": [presenters.public_entry(one) for one in page.object_list],
        "bulletins": [
            (span(one.first_day, one.last_day), presenters.bulletin_address(one)) for one in bulletins
        ],
        "bulletin_page": bulletins,
    }
    return render(request, "commissioning/public_list.jinja", told)


@require_safe
@anybody
def show_public_practice(request: HttpRequest, published_id: UUID) -> HttpResponse:
    """One public entry."""
    one = queries.public_practices().filter(pk=published_id).first()
    if one is None:
        raise Http404
    return render(request, "commissioning/public_entry.jinja", {"one": presenters.public_entry(one)})
