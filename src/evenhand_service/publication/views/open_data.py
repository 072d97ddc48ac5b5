"""Files that anybody may take, at addresses that stay: one release's, the newest of an area, the catalogue of all.

A withdrawn release answers 410 in words, with what replaced it: never its figures. Source: A1, C10; RFC 9110 15.5.11.
"""

from hashlib import sha256
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from evenhand.publish.kept import KeptFigure as Kept
from evenhand.publish.kept import Key, figure_csv, figure_ods, figure_picture, figure_svg, from_plain
from evenhand.publish.views import Figure
from evenhand_service.accounts.access import anybody
from evenhand_service.common.licence import licence
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.publication import queries
from evenhand_service.publication.presenters import linked_data, releases
from evenhand_service.publication.presenters.addresses import OWN_LANGUAGE, release_address, whole
from evenhand_service.publication.settled import told
from evenhand_service.publication.views.shown import show

CHART_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "png": "image/png",
}


@require_safe
@anybody
def about_open_data(request: HttpRequest) -> HttpResponse:
    """What is open, under which licence, at which addresses."""
    language = get_language()
    shown = {
        "licence": releases.licence_words(language),
        "newest": [
            {
                **releases.listed(one, language),
                "code": one.area.code,
                "latest": reverse(
                    "publication:take-latest", args=[one.area.code, one.programme, "measures.csv"]
                ),
            }
            for one in queries.newest_of_each()
        ],
        "catalogue": whole(request, reverse("publication:catalogue")),
    }
    return show(request, "open_data", shown)


@require_safe
@anybody
def take_file(request: HttpRequest, slug: str, name: str, language: str = OWN_LANGUAGE) -> HttpResponse:
    """One file as it was approved, byte for byte."""
    release = _here(slug)
    if release.state != ReleaseState.APPROVED:
        return _gone(request, release)
    file = queries.file_called(release, language, name)
    if file is None:
        raise Http404
    tag = f'"{file.sha256}"'
    response = _unchanged(request, release, tag) or HttpResponse(
        bytes(file.data), content_type=file.media_type
    )
    beside = f"{name}-metadata.json"
    response["Link"] = f'<{licence()["address"]}>; rel="license"'
    if name.endswith(".csv"):
        address = request.path.removesuffix(name) + beside
        response["Link"] += f', <{address}>; rel="describedby"; type="application/csvm+json"'
    return _to_keep(response, release, tag, f"{release.slug}-{name}")


@require_safe
@anybody
def take_chart(request: HttpRequest, slug: str, language: str, figure: str, form: str) -> HttpResponse:
    """One chart as a file: its table, or its drawing with where it comes from."""
    release = _here(slug)
    if release.state != ReleaseState.APPROVED:
        return _gone(request, release)
    row = queries.drawn(release, language, [figure]).get(figure)
    if row is None or form not in CHART_MEDIA:
        raise Http404
    tag = f'"{sha256(f"{row.pk}.{form}".encode()).hexdigest()}"'
    response = _unchanged(request, release, tag)
    if response is None:
        response = HttpResponse(_chart(row, release, form), content_type=CHART_MEDIA[form])
    return _to_keep(response, release, tag, f"{release.slug}-{figure[:60]}.{form}")


def _chart(row: Any, release: Any, form: str) -> str | bytes:
    body = releases.body_of(row)
    key = Key(
        kind=row.kind,
        area=row.place,
        stage=row.stage,
        characteristic=row.characteristic,
        code_list=row.code_list,
        edition=row.edition,
        group=row.group,
    )
    kept = Kept(key=key, figure=from_plain(Figure, body), credit=row.credit)
    if form == "csv":
        return figure_csv(kept)
    if form == "svg":
        return figure_svg(kept, language=row.language)
    if form == "png":
        return _picture(kept, row)
    return figure_ods(
        kept, language=row.language, trace=release.facts.get("trace", ()), licence=licence()["address"]
    )


def _picture(kept: Kept, row: Any) -> bytes:
    """The drawing as a picture; there is none where no font of this machine has all its letters."""
    picture = figure_picture(kept, language=row.language).png.get(row.slug)
    if picture is None:
        raise Http404
    return picture


@require_safe
@anybody
def take_latest(request: HttpRequest, area: str, programme: str, name: str) -> HttpResponse:
    """The newest release's file of that name: an address that a program can keep."""
    release = queries.newest(area, programme)
    language, _, own = name.rpartition("/")
    if release is None or queries.file_called(release, language or OWN_LANGUAGE, own) is None:
        raise Http404
    names = [release.slug, language, own] if language else [release.slug, own]
    to = reverse("publication:take-file-in" if language else "publication:take-file", args=names)
    return _open(HttpResponseRedirect(to), "latest")


@require_safe
@anybody
def show_catalogue(request: HttpRequest) -> HttpResponse:
    """Everything that is open, for machines: DCAT 3 as JSON-LD, page by page where there is much."""
    pages = Paginator(queries.published(), told("open_data")["pages"]["catalogue"])
    page = pages.get_page(request.GET.get("page"))
    held = list(page)
    files: dict[Any, list[Any]] = {}
    for one in queries.files_of(*held):
        files.setdefault(one.release_id, []).append(one)
    found = linked_data.catalogue(request, held, files)
    if page.has_next():
        following = f"{request.path}?page={page.next_page_number()}"
        found["hydra:next"] = {"@id": whole(request, following)}
    return _open(_linked(found), "catalogue")


@require_safe
@anybody
def show_dataset(request: HttpRequest, slug: str) -> HttpResponse:
    """One release for machines, with the addresses of its files."""
    release = _here(slug)
    if release.state != ReleaseState.APPROVED:
        return _gone(request, release)
    found = {"@context": linked_data.CONTEXT}
    found |= linked_data.dataset(request, release, list(queries.files_of(release)))
    return _open(_linked(found), "catalogue")


def _linked(value: dict[str, Any]) -> JsonResponse:
    return JsonResponse(
        value, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


def _here(slug: str) -> Any:
    release = queries.release_called(slug)
    if release is None:
        raise Http404
    return release


def _gone(request: HttpRequest, release: Any) -> HttpResponse:
    """410 in both languages of the service, since a program says nothing of its reader's."""
    other = queries.replacing(release)
    lines = [
        f"This release was withdrawn. / Tynnwyd y datganiad hwn yn ôl. {release.withdrawn_because}".rstrip()
    ]
    if other:
        lines.append(f"It was replaced by / Fe'i disodlwyd gan: {whole(request, release_address(other))}")
    response = HttpResponse("\n".join(lines) + "\n", status=410, content_type="text/plain; charset=utf-8")
    return _open(response, "catalogue")


def _unchanged(request: HttpRequest, release: Any, tag: str) -> HttpResponse | None:
    return get_conditional_response(request, etag=tag, last_modified=int(release.published_at.timestamp()))


def _to_keep(response: HttpResponse, release: Any, tag: str, name: str) -> HttpResponse:
    response["ETag"] = tag
    response["Last-Modified"] = http_date(release.published_at.timestamp())
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _open(response, "file")


def _open(response: HttpResponse, kind: str) -> HttpResponse:
    """Anybody may keep a copy for a while, and pages of other servers may read it."""
    patch_cache_control(
        response, public=True, max_age=told("open_data")["seconds"][kind], must_revalidate=True
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
