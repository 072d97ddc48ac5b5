"""Loads: files given for checking, and what became of them. Approving one needs a person at a page."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile

from evenhand_service.monitoring.loads.enums import LoadSource
from evenhand_service.monitoring.loads.operations import FileRefused, receive_file, too_large
from evenhand_service.monitoring.loads.queries import places_to_upload
from evenhand_service.monitoring.loads.settings import load_settings
from evenhand_service.monitoring.models import Load, LoadProblem
from evenhand_service.publication.api.auth import LOADS, SENDING
from evenhand_service.publication.api.paging import Asked, Code, Paged, Words, paged
from evenhand_service.publication.api.problems import READ, WRITE, NotPossible
from evenhand_service.publication.api.schemas.work import LoadOut, LoadProblemOut

router = Router(auth=LOADS, tags=["Loads"])
_PLAIN = ("id", "source", "label", "kind", "profile", "data_class", "sha256", "size_bytes", "state")
_PLAIN += ("uploaded_at", "checked_at", "approved_at", "withdrawn_at", "rows_read", "rows_accepted")
_PLAIN += ("rows_rejected", "rows_duplicate", "rows_folded", "rows_without_consent", "problems_found")
_PLAIN += ("first_date", "last_date", "refused_what", "refused_mend")


class LoadsAsked(Asked):
    """Which loads."""

    area: Code | None = Field(None, description="Files given for the area of this code.")
    state: Literal["received", "checking", "checked", "refused", "approved", "withdrawn"] | None = Field(
        None, description="Files in this state."
    )


class LoadGiven(Schema):
    """Where a file belongs: the area, and the organisation that gives it."""

    area: Code
    organisation: UUID
    label: Words = ""


@router.get("loads", response={200: Paged[LoadOut], **READ}, operation_id="list_loads", summary="List loads")
def list_loads(request: HttpRequest, asked: Query[LoadsAsked]) -> Any:
    """Loads that you may see, the newest first."""
    rows = _seen(request)
    if asked.area:
        rows = rows.filter(area__code=asked.area)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return paged(request, asked, rows, _load)


@router.post(
    "loads",
    response={201: LoadOut, **WRITE},
    auth=SENDING,
    operation_id="send_load",
    summary="Send a file",
)
def send_load(request: HttpRequest, given: Form[LoadGiven], file: File[UploadedFile]) -> Any:
    """Give a file for checking, by the same rules as in the browser. Ask `state` until it is checked.

    Nothing of it is used before somebody approves it on its page. Scope: upload.
    """
    place = _place(request, given)
    if getattr(file, "too_large", False):
        raise NotPossible("too-large", detail=too_large())
    try:
        load = receive_file(
            content=file.read(),
            given_name=file.name or "file",
            area=place.area,
            organisation=place.organisation,
            by=request.user,
            now=timezone.now(),
            label=given.label[: load_settings().label_letters],
            source=LoadSource.API,
        )
    except FileRefused as error:
        raise NotPossible("not-understood", detail=error.what, errors=[("file", str(error))]) from None
    return Status(201, _load(load))


@router.get(
    "loads/{load_id}", response={200: LoadOut, **READ}, operation_id="show_load", summary="Show a load"
)
def show_load(request: HttpRequest, load_id: UUID) -> Any:
    """One load: how far it is, and how many of its rows can be used."""
    return _load(_one(request, load_id))


@router.get(
    "loads/{load_id}/problems",
    response={200: Paged[LoadProblemOut], **READ},
    operation_id="list_load_problems",
    summary="List a load's problems",
)
def list_problems(request: HttpRequest, load_id: UUID, asked: Query[Asked]) -> Any:
    """Rows that cannot be used, with what would mend them; never what stands in them."""
    load = _one(request, load_id)
    rows = LoadProblem.objects.visible_to(request.user).filter(load=load).order_by("line", "column", "pk")
    return paged(request, asked, rows, _problem)


def _place(request: HttpRequest, given: LoadGiven) -> Any:
    """Where the person may send files to, as at the page: an organisation and an area in which they hold a role."""
    for one in places_to_upload(request.user, today=timezone.localdate()):
        if one.area.code == given.area and one.organisation.pk == given.organisation:
            return one
    what = "You may send no file for this area and organisation; /api/v1/organisations has their ids."
    raise NotPossible("not-understood", errors=[("area, organisation", what)])


def _seen(request: HttpRequest) -> Any:
    rows = Load.objects.visible_to(request.user).select_related("area", "organisation")
    return rows.order_by("-uploaded_at", "pk")


def _one(request: HttpRequest, load_id: UUID) -> Any:
    found = _seen(request).filter(pk=load_id).first()
    if found is None:
        raise Http404
    return found


def _load(one: Any) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "area": one.area.code,
        "organisation": one.organisation.name,
    }


def _problem(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("line", "column", "rule", "mend")}
