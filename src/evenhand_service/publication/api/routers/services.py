"""The service directory."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router

from evenhand_service.organisations.models import Service
from evenhand_service.publication.api.auth import PUBLISHED
from evenhand_service.publication.api.paging import Asked, Code, Paged, Words, paged
from evenhand_service.publication.api.problems import READ
from evenhand_service.publication.api.schemas.places import ServiceOut

router = Router(auth=PUBLISHED, tags=["Services"])
_PLAIN = ("id", "offers", "groups", "languages", "is_faith_based", "is_abstinence_based", "women_only_hours")
_PLAIN += (
    "childcare",
    "access_audit",
    "access_audit_date",
    "address",
    "phone",
    "email",
    "website",
    "is_public",
)
_PLAIN += ("checked_date",)
_WORDS = ("language", "name", "about", "for_whom", "how_to_come")


class ServicesAsked(Asked):
    """Which services."""

    area: Code | None = Field(None, description="Services of the area of this code.")
    language: Code | None = Field(None, description="Services that speak this language (ISO 639).")
    offer: Code | None = Field(None, description="Services that offer this, by its code.")
    group: Code | None = Field(None, description="Services for this group, by its code.")
    words: Words | None = Field(None, description="Services whose name holds these words.")


@router.get(
    "services",
    response={200: Paged[ServiceOut], **READ},
    operation_id="list_services",
    summary="List services",
)
def list_services(request: HttpRequest, asked: Query[ServicesAsked]) -> Any:
    """Services that the directory holds: the public entries, and those of areas whose releases one may see."""
    rows = _seen(request)
    if asked.area:
        rows = rows.filter(area__code=asked.area)
    for column, code in (("languages", asked.language), ("offers", asked.offer), ("groups", asked.group)):
        if code:
            rows = rows.filter(**{f"{column}__contains": [code]})
    if asked.words:
        rows = rows.filter(words__name__icontains=asked.words).distinct()
    return paged(request, asked, rows, _service)


@router.get(
    "services/{service_id}",
    response={200: ServiceOut, **READ},
    operation_id="show_service",
    summary="Show a service",
)
def show_service(request: HttpRequest, service_id: UUID) -> Any:
    """One service, in every language in which it says something of itself."""
    found = _seen(request).filter(pk=service_id).first()
    if found is None:
        raise Http404
    return _service(found)


def _seen(request: HttpRequest) -> Any:
    rows = Service.objects.visible_to(request.user).select_related("organisation", "area")
    return rows.prefetch_related("words").order_by("area__code", "pk")


def _service(one: Any) -> dict[str, Any]:
    words = sorted(one.words.all(), key=lambda held: held.language)
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "organisation": one.organisation.name,
        "area": one.area.code,
        "words": [{name: getattr(held, name) for name in _WORDS} for held in words],
    }
