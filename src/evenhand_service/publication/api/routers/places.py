"""Areas and organisations."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Path, Query, Router

from evenhand_service.organisations.models import Area, Organisation
from evenhand_service.publication.api.auth import PUBLISHED
from evenhand_service.publication.api.paging import Asked, Code, Paged, Words, paged
from evenhand_service.publication.api.problems import READ
from evenhand_service.publication.api.schemas.places import AreaOut, OrganisationOut

router = Router(auth=PUBLISHED, tags=["Areas and organisations"])


class AreasAsked(Asked):
    """Which areas."""

    level: Code | None = Field(None, description="Areas of this level, such as region or partnership.")
    within: Code | None = Field(None, description="Areas that lie directly within the area of this code.")
    words: Words | None = Field(None, description="Areas whose name holds these words.")


class OrganisationsAsked(Asked):
    """Which organisations."""

    area: Code | None = Field(None, description="Organisations of the area of this code.")
    kind: Code | None = Field(None, description="Organisations of this kind, such as provider.")
    words: Words | None = Field(None, description="Organisations whose name holds these words.")


@router.get("areas", response={200: Paged[AreaOut], **READ}, operation_id="list_areas", summary="List areas")
def list_areas(request: HttpRequest, asked: Query[AreasAsked]) -> Any:
    """Areas in the order of their names, each with its code and the larger area that it lies within."""
    rows = Area.objects.visible_to(request.user).select_related("parent").order_by("name", "code")
    if asked.level:
        rows = rows.filter(level=asked.level)
    if asked.within:
        rows = rows.filter(parent__code=asked.within)
    if asked.words:
        rows = rows.filter(name__icontains=asked.words)
    return paged(request, asked, rows, _area)


@router.get("areas/{code}", response={200: AreaOut, **READ}, operation_id="show_area", summary="Show an area")
def show_area(request: HttpRequest, code: Path[Code]) -> Any:
    """One area by its code."""
    found = Area.objects.visible_to(request.user).select_related("parent").filter(code=code).first()
    if found is None:
        raise Http404
    return _area(found)


@router.get(
    "organisations",
    response={200: Paged[OrganisationOut], **READ},
    operation_id="list_organisations",
    summary="List organisations",
)
def list_organisations(request: HttpRequest, asked: Query[OrganisationsAsked]) -> Any:
    """Organisations by name. Their names are public; who works there is not."""
    rows = Organisation.objects.visible_to(request.user).select_related("area").order_by("name", "pk")
    if asked.area:
        rows = rows.filter(area__code=asked.area)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.words:
        rows = rows.filter(name__icontains=asked.words)
    return paged(request, asked, rows, _organisation)


@router.get(
    "organisations/{organisation_id}",
    response={200: OrganisationOut, **READ},
    operation_id="show_organisation",
    summary="Show an organisation",
)
def show_organisation(request: HttpRequest, organisation_id: UUID) -> Any:
    """One organisation."""
    rows = Organisation.objects.visible_to(request.user).select_related("area")
    found = rows.filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    return _organisation(found)


def _area(one: Any) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in ("code", "name", "name_cy", "level", "starts", "ends")},
        "within": one.parent.code if one.parent else None,
    }


def _organisation(one: Any) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in ("id", "name", "kind", "starts", "ends")},
        "area": one.area.code,
    }
