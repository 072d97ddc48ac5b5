"""Charts and files to take away: always those of the protected release, whatever the page shows."""

import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from evenhand.publish.kept import (
    KeptFigure,
    Key,
    figure_csv,
    figure_ods,
    figure_picture,
    figure_svg,
    from_plain,
)
from evenhand.publish.views import Figure
from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.dashboard import queries
from evenhand_service.monitoring.dashboard.opening import open_area
from evenhand_service.monitoring.enums import ReleaseKind
from evenhand_service.monitoring.models.kept import KeptFigure as KeptRow
from evenhand_service.monitoring.models.kept import ReleaseFile
from evenhand_service.monitoring.models.releases import Release

_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@needs("see-releases")
@require_safe
def download_figure(request: HttpRequest, code: str, release: UUID, slug: str, kind: str) -> HttpResponse:
    """One chart as CSV, ODS, SVG or PNG, with its notes and where it comes from."""
    if kind not in _MEDIA:
        raise Http404
    found = _release(request, code, release)
    language = get_language() or "en"
    row = queries.one_figure(request.user, found, language, slug) or queries.one_figure(
        request.user, found, "en", slug
    )
    if row is None:
        raise Http404
    return _sent(made(row, found, kind), _MEDIA[kind], f"{code}-{slug}.{kind}"[-150:])


@needs("see-releases")
@require_safe
def download_file(request: HttpRequest, code: str, release: UUID, language: str, name: str) -> HttpResponse:
    """One file of a release as it was written when it was made."""
    found = _release(request, code, release)
    file = (
        ReleaseFile.objects.visible_to(request.user)
        .filter(release=found, language=language, name=name)
        .first()
    )
    if file is None:
        raise Http404
    return _sent(bytes(file.data), file.media_type, f"{found.slug}-{file.name}")


def made(row: KeptRow, release: Release, kind: str) -> bytes:
    """Return the bytes of a chart in one of the formats; raises Http404 where a font is lacking for a picture."""
    key = Key(
        kind=row.kind,
        area=row.place,
        stage=row.stage,
        characteristic=row.characteristic,
        code_list=row.code_list,
        edition=row.edition,
        group=row.group,
    )
    kept = KeptFigure(key=key, figure=from_plain(Figure, json.loads(row.body)), credit=row.credit)
    if kind == "csv":
        return figure_csv(kept).encode("utf-8-sig")
    if kind == "svg":
        return figure_svg(kept, language=row.language).encode()
    if kind == "ods":
        day = release.as_at.isoformat() if release.as_at else ""
        return figure_ods(kept, language=row.language, day=day, trace=release.facts.get("trace", ()))
    picture = figure_picture(kept, language=row.language).png.get(row.slug)
    if picture is None:
        raise Http404
    return picture


def _release(request: HttpRequest, code: str, release: UUID) -> Release:
    area, _rights = open_area(request, code)
    rows = Release.objects.visible_to(request.user).filter(kind=ReleaseKind.PROTECTED, area=area, pk=release)
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _sent(data: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, max-age=300"
    return response
