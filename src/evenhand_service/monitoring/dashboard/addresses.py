"""Addresses of pages over releases: each pins its release, so that the link shows the same a year from now."""

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from evenhand_service.monitoring.models.releases import Release
from evenhand_service.monitoring.models.threads import thread_id

FORMATS = ("csv", "ods", "svg", "png")


def first_page(code: str, **asked: Any) -> str:
    """Return the address of an area's first page."""
    return _with(reverse("monitoring:show-area", args=[code]), asked)


def explore(code: str, **asked: Any) -> str:
    """Return the address of an area's pages behind the first, with what is picked."""
    return _with(reverse("monitoring:explore-area", args=[code]), asked)


def downloads(code: str, release: Release, slug: str) -> list[dict[str, str]]:
    """Return the files that a chart can be taken away as."""
    return [
        {
            "text": one.upper(),
            "href": reverse("monitoring:download-figure", args=[code, release.pk, slug, one]),
        }
        for one in FORMATS
    ]


def finding(release: Release, same: str) -> str:
    """Return the address of a finding's page: the same for the same finding in every release."""
    try:
        return reverse("monitoring:show-finding", args=[thread_id(release.area_id, same)])
    except NoReverseMatch:
        return ""


def _with(address: str, asked: dict[str, Any]) -> str:
    given = {name: str(value) for name, value in asked.items() if value}
    return f"{address}?{urlencode(given)}" if given else address
