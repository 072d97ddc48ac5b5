"""Releases, their charts and files, and the counts and measures that stand in them."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router

from evenhand_service.publication.api.auth import PUBLISHED
from evenhand_service.publication.api.paging import Asked, Code, Language, Paged, paged
from evenhand_service.publication.api.problems import GONE, READ
from evenhand_service.publication.api.schemas.releases import (
    CountOut,
    FigureOut,
    FileOut,
    MeasureOut,
    ReleaseOut,
    WholeFigureOut,
)
from evenhand_service.publication.api.seen import (
    figures_seen,
    file_seen,
    files_seen,
    release_seen,
    releases_seen,
    shown_figure,
    shown_file,
    shown_release,
    shown_whole_figure,
    standing_release,
)
from evenhand_service.publication.api.tables import rows_of, shown_row

router = Router(auth=PUBLISHED, tags=["Releases"])
_FILES = ("text/csv", "application/json", "application/pdf", "application/vnd.oasis.opendocument.spreadsheet")


class ReleasesAsked(Asked):
    """Which releases."""

    area: Code | None = Field(None, description="Releases of the area of this code.")
    programme: Code | None = Field(None, description="Releases of this programme.")
    state: Literal["draft", "approved", "withdrawn"] | None = Field(
        None, description="Releases in this state."
    )
    published: bool | None = Field(
        None, description="True: those that everybody may read. False: the others."
    )
    ends_from: date | None = Field(None, description="Releases whose period ends on this day or later.")
    ends_to: date | None = Field(None, description="Releases whose period ends on this day or earlier.")


class FiguresAsked(Asked):
    """Which charts."""

    language: Language = Field("en", description="The language of the words: en or cy.")
    kind: Code | None = Field(None, description="Charts of this kind, such as pathway.")
    place: Code | None = Field(None, description="Charts of the place with this code.")
    stage: Code | None = Field(None, description="Charts of this step.")
    characteristic: Code | None = Field(None, description="Charts by this characteristic.")


class RowsAsked(Asked):
    """Which rows of a table."""

    area: Code | None = Field(None, description="Rows of the area of this code.")
    period: str | None = Field(
        None, description="Rows of this period, as first and last day: 2024-04-01/2026-03-31."
    )
    characteristic: Code | None = Field(None, description="Rows by this characteristic.")
    group: Code | None = Field(None, description="Rows about this group, by its code.")
    stage: str | None = Field(None, description="Rows of this step.")


class MeasuresAsked(RowsAsked):
    """Which measures."""

    language: Language = Field("en", description="The language of the words: en or cy.")
    measure: Code | None = Field(None, description="Rows of this measure.")


@router.get(
    "releases",
    response={200: Paged[ReleaseOut], **READ},
    operation_id="list_releases",
    summary="List releases",
)
def list_releases(request: HttpRequest, asked: Query[ReleasesAsked]) -> Any:
    """Protected releases that you may see, the newest first: published ones, and those of your areas."""
    rows = releases_seen(request)
    wanted = {
        "area__code": asked.area,
        "programme": asked.programme,
        "state": asked.state,
        "is_published": asked.published,
        "period_ends__gte": asked.ends_from,
        "period_ends__lte": asked.ends_to,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return paged(request, asked, rows, shown_release)


@router.get(
    "releases/{release_id}",
    response={200: ReleaseOut, **READ},
    operation_id="show_release",
    summary="Show a release",
)
def show_release(request: HttpRequest, release_id: UUID) -> Any:
    """One release. Of one that was withdrawn, why, and what replaced it."""
    return shown_release(release_seen(request, release_id), with_successor=True)


@router.get(
    "releases/{release_id}/figures",
    response={200: Paged[FigureOut], **GONE},
    operation_id="list_figures",
    summary="List a release's charts",
)
def list_figures(request: HttpRequest, release_id: UUID, asked: Query[FiguresAsked]) -> Any:
    """Charts in the order of the release, in one language."""
    release = standing_release(request, release_id)
    wanted = {
        "kind": asked.kind,
        "place": asked.place,
        "stage": asked.stage,
        "characteristic": asked.characteristic,
    }
    rows = figures_seen(request.user, release, asked.language)
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return paged(request, asked, rows.defer("body"), shown_figure)


@router.get(
    "releases/{release_id}/figures/{language}/{slug}",
    response={200: WholeFigureOut, **GONE},
    operation_id="show_figure",
    summary="Show a chart with its table",
)
def show_figure(request: HttpRequest, release_id: UUID, language: Path[Language], slug: Path[Code]) -> Any:
    """One chart: its words, and the table behind it as it stands on the page."""
    release = standing_release(request, release_id)
    found = figures_seen(request.user, release, language).filter(slug=slug).first()
    if found is None:
        raise Http404
    return shown_whole_figure(found)


@router.get(
    "releases/{release_id}/files",
    response={200: Paged[FileOut], **GONE},
    operation_id="list_files",
    summary="List a release's files",
)
def list_files(request: HttpRequest, release_id: UUID, asked: Query[Asked]) -> Any:
    """The files that were approved, with their fingerprints."""
    release = standing_release(request, release_id)
    return paged(request, asked, files_seen(request.user, release), shown_file)


@router.get(
    "releases/{release_id}/files/{language}/{name}",
    response={200: None, **GONE},
    operation_id="take_file",
    summary="Take a file",
    openapi_extra={
        "responses": {
            200: {"content": {one: {"schema": {"type": "string", "format": "binary"}} for one in _FILES}}
        }
    },
)
def take_file(request: HttpRequest, release_id: UUID, language: Path[Language], name: Path[Code]) -> Any:
    """One file as it was approved, byte for byte."""
    found = file_seen(request.user, standing_release(request, release_id), language, name)
    response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response["ETag"] = f'"{found.sha256}"'
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


@router.get(
    "releases/{release_id}/counts",
    response={200: Paged[CountOut], **GONE},
    operation_id="list_counts",
    summary="List a release's counts",
)
def list_counts(request: HttpRequest, release_id: UUID, asked: Query[RowsAsked]) -> Any:
    """The protected counts, as they stand in counts.csv. Null is not nought: `status` says what it is."""
    file = _table(request, release_id, "en", "counts.csv")
    return paged(request, asked, rows_of(file, _wanted(asked)), shown_row)


@router.get(
    "releases/{release_id}/measures",
    response={200: Paged[MeasureOut], **GONE},
    operation_id="list_measures",
    summary="List a release's measures",
)
def list_measures(request: HttpRequest, release_id: UUID, asked: Query[MeasuresAsked]) -> Any:
    """Rates and comparisons, as they stand in measures.csv, with labels in one language."""
    file = _table(request, release_id, asked.language, "measures.csv")
    return paged(request, asked, rows_of(file, _wanted(asked)), shown_row)


def _table(request: HttpRequest, release_id: UUID, language: str, name: str) -> Any:
    release = standing_release(request, release_id)
    return file_seen(request.user, release, language, name)


def _wanted(asked: RowsAsked) -> dict[str, str]:
    given = asked.model_dump(exclude={"page", "size", "language"}, exclude_none=True)
    return {name: str(value) for name, value in given.items()}
