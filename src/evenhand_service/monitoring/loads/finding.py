"""The load of a page's address, or the page that says there is none."""

from uuid import UUID

from django.http import Http404, HttpRequest

from evenhand_service.monitoring.loads import queries
from evenhand_service.monitoring.models import Load


def found_load(request: HttpRequest, load_id: UUID) -> Load:
    """Return a load that the person may see; for anybody else there is no such page."""
    found = queries.load_for(request.user, load_id)
    if found is None:
        raise Http404
    return found
