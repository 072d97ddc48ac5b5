"""What other programs ask again and again: the feed of releases, the map of pages, what robots may read."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import anybody
from evenhand_service.plan.models import PublishedEdition
from evenhand_service.publication import directory, queries
from evenhand_service.publication.presenters import releases
from evenhand_service.publication.presenters.addresses import release_address, whole
from evenhand_service.publication.settled import told

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML document may hold, however they came into somebody's words. Source: XML 1.0, 2.2."""


@require_safe
@anybody
def feed_releases(request: HttpRequest, language: str) -> HttpResponse:
    """Releases and withdrawals as an Atom feed, in one language. Source: RFC 4287."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    most = told("open_data")["pages"]["feed"]
    held = [
        *queries.published().order_by("-published_at")[:most],
        *queries.withdrawn().order_by("-withdrawn_at")[:most],
    ]
    entries = [_entry(request, one, language) for one in held]
    entries.sort(key=lambda one: one["updated"], reverse=True)
    with translation.override(language):
        shown = {
            "language": language,
            "entries": entries[:most],
            "updated": entries[0]["updated"] if entries else None,
            "self_address": whole(request, request.path),
            "pages": whole(request, reverse("publication:list-releases")),
        }
        text = _NOT_IN_XML.sub("", render_to_string("publication/feed.atom.jinja", shown))
    return _open(HttpResponse(text, content_type="application/atom+xml; charset=utf-8"))


def _entry(request: HttpRequest, release: Any, language: str) -> dict[str, Any]:
    one = releases.listed(release, language)
    updated = one["published_at"] if one["stands"] else one["withdrawn_at"] or one["published_at"]
    return {**one, "updated": updated, "id": release.pk, "link": whole(request, release_address(release))}


@require_safe
@anybody
def show_sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page. Source: sitemaps.org 0.9."""
    names = ("list-releases", "about-open-data", "list-services", "api-docs")
    addresses = [whole(request, reverse(f"publication:{name}")) for name in names]
    listed = ("commissioning:list-public-practices", "plan:list-published")
    addresses += [whole(request, reverse(name)) for name in listed]
    most = told("open_data")["pages"]["sitemap"]
    addresses += [whole(request, release_address(one)) for one in queries.published()[:most]]
    plans = PublishedEdition.objects.filter(withdrawn_at=None).order_by("-published_at", "pk")
    addresses += [
        whole(request, reverse("plan:show-published", args=[pk]))
        for pk in plans.values_list("pk", flat=True)[:most]
    ]
    open_ones = directory.open_services(timezone.localdate()).prefetch_related(None)
    addresses += [
        whole(request, reverse("publication:show-service", args=[pk]))
        for pk in open_ones.values_list("pk", flat=True)[:most]
    ]
    text = render_to_string("publication/sitemap.xml.jinja", {"addresses": addresses})
    return _open(HttpResponse(text, content_type="application/xml; charset=utf-8"))


@require_safe
@anybody
def show_robots(request: HttpRequest) -> HttpResponse:
    """What is public may be read and found; the rest asks for a log-in anyway. Source: RFC 9309."""
    lines = ["User-agent: *"]
    lines += [
        f"Allow: {one}"
        for one in (
            "/releases/",
            "/open-data/",
            "/open/",
            "/services/",
            "/good-practice/",
            "/public-plans/",
            "/static/",
        )
    ]
    lines += ["Allow: /api/v1/docs", "Disallow: /", ""]
    lines += [f"Sitemap: {whole(request, reverse('publication:sitemap'))}", ""]
    return _open(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def _open(response: HttpResponse) -> HttpResponse:
    patch_cache_control(
        response, public=True, max_age=told("open_data")["seconds"]["catalogue"], must_revalidate=True
    )
    return response
