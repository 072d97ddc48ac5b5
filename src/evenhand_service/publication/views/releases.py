"""Releases for everybody: the list, a release with its words, charts and files, and one chart at a time."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import anybody
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.publication import queries
from evenhand_service.publication.forms import ReleaseFilter
from evenhand_service.publication.presenters import linked_data, releases
from evenhand_service.publication.presenters.addresses import release_address
from evenhand_service.publication.settled import told
from evenhand_service.publication.views.shown import show


@require_safe
@anybody
def list_releases(request: HttpRequest) -> HttpResponse:
    """Every published release, and those that were withdrawn."""
    language = get_language()
    form = ReleaseFilter(request.GET, queries.choices())
    page = Paginator(queries.found(**form.wanted()), told("open_data")["pages"]["releases"]).get_page(
        request.GET.get("page")
    )
    gone = Paginator(queries.withdrawn(), told("open_data")["pages"]["withdrawn"]).get_page(
        request.GET.get("withdrawn")
    )
    shown = {
        "form": form,
        "page": page,
        "releases": [releases.listed(one, language) for one in page],
        "gone": gone,
        "withdrawn": [releases.listed(one, language) for one in gone],
    }
    return show(request, "releases", shown)


@require_safe
@anybody
def show_release(request: HttpRequest, slug: str) -> HttpResponse:
    """One release: what it says, what it cannot say, its leading charts, its files."""
    language = get_language()
    release = _here(slug)
    if release.state != ReleaseState.APPROVED:
        return _gone(request, release, language)
    text = queries.text_of(release, language)
    if text is None:
        raise Http404
    figures = list(queries.figures_of(release, text.language))
    body = releases.body_of(text)
    leading = releases.leading_charts(body, figures)
    drawings = queries.drawn(release, text.language, leading)
    held = list(queries.files_of(release))
    shown = {
        "release": release,
        "item": releases.listed(release, text.language),
        "body": body,
        "language_of_text": text.language,
        "charts": [releases.chart(release, drawings[slug]) for slug in leading if slug in drawings],
        "others": _by_place(release, figures, body),
        "files": releases.files(release, held, text.language),
        "licence": releases.licence_words(language),
        "linked_data": linked_data.for_page(request, release, held, text.language),
    }
    return show(request, "release", shown)


@require_safe
@anybody
def show_chart(request: HttpRequest, slug: str, figure: str) -> HttpResponse:
    """One chart of a release with its table, words and files."""
    language = get_language()
    release = _here(slug)
    if release.state != ReleaseState.APPROVED:
        return _gone(request, release, language)
    text = queries.text_of(release, language)
    drawings = queries.drawn(release, text.language, [figure]) if text else {}
    if figure not in drawings:
        raise Http404
    shown = {
        "release": release,
        "item": releases.listed(release, text.language),
        "chart": releases.chart(release, drawings[figure]),
        "credit": drawings[figure].credit,
        "language_of_text": text.language,
    }
    return show(request, "chart", shown)


def _here(slug: str) -> Any:
    release = queries.release_called(slug)
    if release is None:
        raise Http404
    return release


def _gone(request: HttpRequest, release: Any, language: str) -> HttpResponse:
    other = queries.replacing(release)
    shown = {
        "item": releases.listed(release, language),
        "other": releases.listed(other, language) if other else None,
    }
    return show(request, "withdrawn", shown, status=410)


def _by_place(release: Any, figures: list[Any], body: dict[str, Any]) -> list[dict[str, Any]]:
    """Charts in the order of the release, under the name of their place."""
    names = {one["code"]: one["name"] for one in body.get("areas", [])}
    places: dict[str, list[tuple[str, str]]] = {}
    for one in figures:
        address = f"{release_address(release)}charts/{one.slug}/"
        places.setdefault(names.get(one.place, ""), []).append((one.title, address))
    return [{"place": place, "charts": charts} for place, charts in places.items()]
