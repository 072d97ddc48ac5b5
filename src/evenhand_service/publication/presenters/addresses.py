"""Addresses of what is open: stable, readable, the same for everybody."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

OWN_LANGUAGE = "en"
"""Files in the first language have the shortest address; others name theirs."""


def file_address(release: Any, file: Any) -> str:
    """Return where one file of a release lies."""
    if file.language == OWN_LANGUAGE:
        return reverse("publication:take-file", args=[release.slug, file.name])
    return reverse("publication:take-file-in", args=[release.slug, file.language, file.name])


def release_address(release: Any) -> str:
    """Return the address of a release's page."""
    return reverse("publication:show-release", args=[release.slug])


def chart_file(release: Any, figure: Any, form: str) -> str:
    """Return where a chart lies as a file: csv, svg or ods."""
    return reverse("publication:take-chart", args=[release.slug, figure.language, figure.slug, form])


def whole(request: HttpRequest, address: str) -> str:
    """Return an address with the name of this server."""
    return request.build_absolute_uri(address)
