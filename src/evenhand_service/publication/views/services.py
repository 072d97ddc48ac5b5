"""The service directory for everybody: search, and one service with all that it says of itself. Source: A4."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import anybody
from evenhand_service.publication import directory
from evenhand_service.publication.forms import ServiceSearch
from evenhand_service.publication.presenters import services
from evenhand_service.publication.settled import told
from evenhand_service.publication.views.shown import show


@require_safe
@anybody
def list_services(request: HttpRequest) -> HttpResponse:
    """Services that fit what is asked; the search stands in the address."""
    today = timezone.localdate()
    form = ServiceSearch(request.GET, services.named_choices(directory.service_choices(today)))
    found = directory.search_services(today=today, **form.wanted())
    page = Paginator(found, told("open_data")["pages"]["services"]).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "asked": bool(form.wanted()),
        "page": page,
        "services": [services.service(one, get_language()) for one in page],
    }
    return show(request, "services", shown)


@require_safe
@anybody
def show_service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One service, in any language in which it says something of itself."""
    one = directory.open_services(timezone.localdate()).filter(pk=service_id).first()
    if one is None:
        raise Http404
    language = request.GET.get("in") or get_language()
    return show(request, "service", {"service": services.service(one, language)})
