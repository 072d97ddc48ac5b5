"""Recommendations of an area as a list, of all areas as counts, and as a file to take away."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
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
from evenhand_service.plan.taking import Table, taken_away


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
def export_recommendations(
    request: HttpRequest, code: str, form: str
) -> HttpResponse | StreamingHttpResponse:
    """The recommendations that the address asks for, as CSV, JSON or a spreadsheet, with answers and actions."""
    area, today = open_area(request, code), timezone.localdate()
    rows = listing.recommendations_of(request.user, area.pk)
    found = listing.with_all(listing.narrowed(rows, asked_of(request.GET), today))
    read = found.iterator(chunk_size=limits()["rows_at_once"])
    as_json = form == "json"
    given = Table(
        heads=exports.heads(),
        values=(exports.told(one, today) for one in read) if as_json else read,
        cells=lambda one: exports.cells(one, today),
        told={"area": area.code, "as_at": today.isoformat()},
        listed="recommendations",
        number=found.count,
        sheet=lambda cells: exports.as_ods(cells, today, area_name(area)),
        back=reverse("plan:list-recommendations", args=[area.code]),
    )
    name = _("recommendations")
    return taken_away(request, f"{name}-{area.code}-{today.isoformat()}", form, given)
