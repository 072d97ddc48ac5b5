"""What anybody may read of plans: the list of what was made public, and one of them. Source: F8."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import anybody
from evenhand_service.common.templating.addresses import url
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.plan.forms.plans import FIELD_WORDS
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import PublishedEdition
from evenhand_service.plan.presenters.table import by_theme


@anybody
@require_safe
def list_published(request: HttpRequest) -> HttpResponse:
    """Every edition of which something is public, the newest first."""
    found = PublishedEdition.objects.filter(withdrawn_at=None).select_related("area").defer("body")
    found = found.annotate(as_at=KT("body__as_at")).order_by("-published_at", "pk")
    page = Paginator(found, limits()["list_size"]).get_page(request.GET.get("page"))
    rows = [{"one": one, "area": area_name(one.area)} for one in page]
    return render(request, "plan/published_list.jinja", {"pages": page, "rows": rows})


@anybody
@require_safe
def show_published(request: HttpRequest, published: UUID) -> HttpResponse:
    """What anybody may read of an edition."""
    found = PublishedEdition.objects.select_related("area").filter(pk=published, withdrawn_at=None).first()
    if found is None:
        raise Http404
    context = {
        "published": found,
        "area_name": area_name(found.area),
        "groups": by_theme(found.body["rows"]),
        "fields": set(found.fields),
        "words": FIELD_WORDS,
        "breadcrumbs": [(_("Published plans"), url("plan:list-published"))],
    }
    return render(request, "plan/published.jinja", context)
