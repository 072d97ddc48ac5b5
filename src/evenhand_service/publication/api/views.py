"""The interface's description for machines and for people, and the answer where it has nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import anybody
from evenhand_service.publication.api.frame import api
from evenhand_service.publication.api.pages import operations_by_tag, schemas_of
from evenhand_service.publication.problems import problem
from evenhand_service.publication.settled import said_in, told
from evenhand_service.publication.views.shown import show


@require_safe
@anybody
def show_openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    response = JsonResponse(api.described)
    patch_cache_control(response, public=True, max_age=told("open_data")["seconds"]["catalogue"])
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@anybody
def show_docs(request: HttpRequest) -> HttpResponse:
    """Every operation in words, without a script."""
    language = get_language()
    shown: dict[str, Any] = {
        "about": api.description,
        "edition": told("api")["edition"],
        "limits": told("api")["limits"],
        "groups": operations_by_tag(api.described),
        "schemas": schemas_of(api.described),
        "problems": [
            {
                "code": code,
                "status": one["status"],
                "title": said_in(one["title"], language),
                "mend": said_in(one["mend"], language),
            }
            for code, one in told("problems")["problem"].items()
        ],
    }
    return show(request, "api_docs", shown)


@csrf_exempt
@anybody
def nothing_here(request: HttpRequest) -> HttpResponse:
    """No such address in the interface."""
    return problem(request, "not-found")
