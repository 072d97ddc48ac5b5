"""Releases as other catalogues read them: DCAT 3 in JSON-LD for the catalogue, schema.org for search engines."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from markupsafe import Markup

from evenhand_service.common.licence import licence
from evenhand_service.publication.presenters.addresses import file_address, release_address, whole
from evenhand_service.publication.presenters.releases import area_name, listed

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Names, not addresses that anything here asks."""


def catalogue(request: HttpRequest, releases: list[Any], files: dict[Any, list[Any]]) -> dict[str, Any]:
    """Return the catalogue of everything that is open. Source: DCAT 3."""
    return {
        "@context": CONTEXT,
        "@id": whole(request, request.path),
        "@type": "dcat:Catalog",
        "dct:title": {"@value": "Evenhand: published releases", "@language": "en"},
        "dct:license": {"@id": licence()["address"]},
        "dcat:dataset": [dataset(request, one, files.get(one.pk, [])) for one in releases],
    }


def dataset(request: HttpRequest, release: Any, files: list[Any]) -> dict[str, Any]:
    """Return one release as a dataset with its files."""
    said = [listed(release, language) for language in sorted(release.words)]
    starts, ends = release.period.split("/")
    return {
        "@id": whole(request, release_address(release)),
        "@type": "dcat:Dataset",
        "dct:identifier": release.slug,
        "dct:title": [_worded(one, "title") for one in said],
        "dct:description": [_worded(one, "headline") for one in said if one["headline"]],
        "dct:issued": _typed(localdate(release.published_at).isoformat(), "date"),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(starts, "date"),
            "dcat:endDate": _typed(ends, "date"),
        },
        "dct:spatial": {
            "@type": "dct:Location",
            "dct:identifier": release.area.code,
            "dct:title": area_name(release.area, "en"),
        },
        "dcat:theme": release.programme,
        "dct:license": {"@id": licence()["address"]},
        "dcat:landingPage": {"@id": whole(request, release_address(release))},
        "dcat:distribution": [_distribution(request, release, one) for one in files],
    }


def _distribution(request: HttpRequest, release: Any, file: Any) -> dict[str, Any]:
    address = whole(request, file_address(release, file))
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": file.name,
        "dct:language": file.language,
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": file.media_type,
        "dcat:byteSize": file.size,
        "spdx:checksum": {"spdx:algorithm": "sha256", "spdx:checksumValue": file.sha256},
    }


def _worded(one: dict[str, Any], name: str) -> dict[str, str]:
    return {"@value": one[name], "@language": one["language"]}


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{kind}"}


def for_page(request: HttpRequest, release: Any, files: list[Any], language: str) -> Markup:
    """Return a release in schema.org's words, for a data block that nothing executes and nothing in it can end."""
    one = listed(release, language)
    about = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{one['title']} ({one['period']})",
        "description": one["headline"] or one["title"],
        "url": whole(request, release_address(release)),
        "identifier": release.slug,
        "inLanguage": one["language"],
        "license": licence()["address"],
        "datePublished": localdate(release.published_at).isoformat(),
        "temporalCoverage": release.period,
        "spatialCoverage": one["places"],
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "encodingFormat": file.media_type,
                "contentUrl": whole(request, file_address(release, file)),
            }
            for file in files
            if file.language == language
        ],
    }
    plain = json.dumps(about, ensure_ascii=False)
    return Markup(plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704
