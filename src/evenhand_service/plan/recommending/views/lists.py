"""Recommendations of an area as a list, of all areas as counts, and as a file to take away."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.organisations.models import Area
from evenhand_service.plan.limits import limits
from evenhand_service.plan.recommending import exports, listing, presenters
from evenhand_service.plan.recommending.forms import Filters, asked_of
from evenhand_service.plan.recommending.views.opening import crumbs, may_edit, open_area

_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}


@needs("see-plan")
@require_safe
def list_areas(request: HttpRequest) -> HttpResponse:
    """The areas whose recommendations the person may see, with how many wait for a reply."""
    today = timezone.localdate()
    counts = listing.counts_by_area(request.user, today)
    seen = Area.objects.extra(where=["id = ANY (access.areas(%s, 'see-plan'))"], params=[request.user.pk])
    rows = [
        {
            "text": area_name(one),
            "href": reverse("plan:list-recommendations", args=[one.code]),
            "counts": counts.get(one.pk),
        }
        for one in seen
    ]
    return render(request, "plan/recommending/areas.jinja", {"rows": rows})


@needs("see-plan")
@require_safe
def list_recommendations(request: HttpRequest, code: str) -> HttpResponse:
    """Recommendations of an area, narrowed by the address. Source: F6."""
    area, today = open_area(request, code), timezone.localdate()
    rows, asked = listing.recommendations_of(request.user, area.pk), asked_of(request.GET)
    found = listing.with_all(listing.narrowed(rows, asked, today))
    page = Paginator(found, limits()["list_size"]).get_page(request.GET.get("page"))
    here = reverse("plan:list-recommendations", args=[area.code])
    context = {
        "area": area,
        "area_name": area_name(area),
        "rows": [presenters.row(one, today) for one in page],
        "pages": page,
        "counts": presenters.numbers(listing.counts_of(rows, today), here),
        "form": Filters(
            asked, addressees=listing.addressees_of(rows), leading=listing.leading(request.user, rows)
        ),
        "is_filtered": any(asked.values()),
        "may_edit": may_edit(request.user, area.pk),
        "breadcrumbs": crumbs(area)[:1],
    }
    return render(request, "plan/recommending/list.jinja", context)


@needs("see-plan")
@require_safe
def export_recommendations(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The recommendations that the address asks for, as CSV, ODS or JSON, with answers and actions."""
    if form not in _MEDIA:
        raise Http404
    area, today = open_area(request, code), timezone.localdate()
    rows = listing.recommendations_of(request.user, area.pk)
    found = list(listing.with_all(listing.narrowed(rows, asked_of(request.GET), today)))
    made: Any = {
        "csv": lambda: exports.as_csv(found, today),
        "ods": lambda: exports.as_ods(found, today, area_name(area)),
        "json": lambda: exports.as_json(found, today, area.code),
    }[form]()
    answer = HttpResponse(made, content_type=_MEDIA[form])
    name = _("recommendations")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{area.code}-{today.isoformat()}.{form}"'
    return answer
