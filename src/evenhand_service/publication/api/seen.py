"""Releases and what is kept of them, as far as the person who asks may see: protected ones alone, in their areas."""

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models.kept import KeptFigure, KeptFinding, ReleaseFile
from evenhand_service.monitoring.models.releases import Release
from evenhand_service.publication.api.auth import scopes_of
from evenhand_service.publication.api.problems import NotPossible
from evenhand_service.publication.queries import replacing
from evenhand_service.publication.settled import told

DRAFTS = "see-drafts"
_PLAIN = ("id", "slug", "programme", "period", "period_ends", "as_at", "state", "is_published", "made_at")
_PLAIN += (
    "approved_at",
    "published_at",
    "withdrawn_at",
    "withdrawn_because",
    "policy",
    "community_note",
    "run_key",
)
_WORDS = ("title", "places", "period", "headline", "protection")
_FIGURE = ("slug", "language", "title", "kind", "place", "stage", "characteristic", "code_list", "edition")
_FIGURE += ("group", "credit")


def releases_seen(request: HttpRequest) -> Any:
    """Return the protected releases that the token may see. Exact counts are never given to programs."""
    rows = Release.objects.visible_to(request.user).filter(kind=ReleaseKind.PROTECTED).select_related("area")
    if DRAFTS not in scopes_of(request):
        rows = rows.exclude(state=ReleaseState.DRAFT)
    return rows.order_by("-period_ends", "-made_at", "pk")


def release_seen(request: HttpRequest, release_id: UUID) -> Release:
    """Return one release; raises Http404 for what is not there and for what may not be seen."""
    found = releases_seen(request).filter(pk=release_id).first()
    if found is None:
        raise Http404
    return found


def standing_release(request: HttpRequest, release_id: UUID) -> Release:
    """Return a release whose content is to be read; of one that was withdrawn, the reason is all there is."""
    found = release_seen(request, release_id)
    if found.state == ReleaseState.WITHDRAWN:
        raise NotPossible("withdrawn", detail=found.withdrawn_because)
    return found


def shown_release(one: Any, *, with_successor: bool = False) -> dict[str, Any]:
    """Return a release as it is sent; what it said is left out once it is withdrawn."""
    gone = one.state == ReleaseState.WITHDRAWN
    other = replacing(one) if gone and with_successor else None
    words = []
    for language in sorted(one.words):
        said = {name: one.words[language].get(name, "") for name in _WORDS}
        words.append({**said, "language": language, **({"headline": ""} if gone else {})})
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "area": one.area.code,
        "replaced_by": other.slug if other else None,
        "words": words,
    }


def figures_seen(user: Any, release: Release, language: str) -> Any:
    """Return a release's charts in a language."""
    rows = KeptFigure.objects.visible_to(user).filter(release=release, language=language)
    return rows.order_by("number", "pk")


def shown_figure(one: Any) -> dict[str, Any]:
    """Return a chart without its table."""
    return {name: getattr(one, name) for name in _FIGURE}


def shown_whole_figure(one: Any) -> dict[str, Any]:
    """Return a chart with its words and its table."""
    body = json.loads(one.body)
    return {
        **shown_figure(one),
        "description": body["description"],
        "lead": body.get("lead", ""),
        "notes": body.get("notes", []),
        "facts": body.get("facts", ""),
        "table": {name: body["table"][name] for name in ("caption", "heads", "rows")},
    }


def files_seen(user: Any, release: Release) -> Any:
    """Return a release's files, without what is in them."""
    rows = ReleaseFile.objects.visible_to(user).filter(release=release)
    rows = rows.exclude(name__in=told("open_data")["never"]["files"])
    return rows.defer("data").order_by("language", "name")


def file_seen(user: Any, release: Release, language: str, name: str) -> Any:
    """Return one file of a release; raises Http404 where there is none."""
    found = files_seen(user, release).filter(language=language, name=name).first()
    if found is None:
        raise Http404
    return found


def shown_file(one: Any) -> dict[str, Any]:
    """Return what is known of a file, and where it is."""
    address = reverse("publication:api:take_file", args=[one.release_id, one.language, one.name])
    plain = {name: getattr(one, name) for name in ("name", "language", "media_type", "size", "sha256")}
    return {**plain, "address": address}


def findings_seen(request: HttpRequest) -> Any:
    """Return the findings of protected releases that the token may see, the newest and weightiest first."""
    states = [ReleaseState.APPROVED, *([ReleaseState.DRAFT] if DRAFTS in scopes_of(request) else [])]
    rows = KeptFinding.objects.visible_to(request.user).filter(
        release__kind=ReleaseKind.PROTECTED, release__state__in=states
    )
    return rows.select_related("area").order_by("-release__period_ends", "rank", "pk")
