"""Answers where something asked cannot be done, as RFC 9457 has them, with what would mend it in the reader's language."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_from_request

from evenhand_service.publication.settled import said_in, told

MEDIA_TYPE = "application/problem+json"


def described(
    code: str, *, detail: str = "", errors: Sequence[Any] = (), language: str = "en"
) -> dict[str, Any]:
    """Return a problem as it is sent. `errors` are pairs of where and what. Source: RFC 9457 3.1."""
    one = told("problems")["problem"][code]
    return {
        "type": f"/api/v1/docs#problem-{code}",
        "title": said_in(one["title"], language),
        "status": one["status"],
        "detail": detail or said_in(one["title"], language),
        "mend": said_in(one["mend"], language),
        "errors": [{"where": where, "what": what} for where, what in errors],
    }


def problem(request: HttpRequest, code: str, *, detail: str = "", errors: Sequence[Any] = ()) -> HttpResponse:
    """Return the answer for a problem, in the language that the reader's program asks for."""
    language = get_language() or "en"
    if not hasattr(request, "LANGUAGE_CODE"):
        language = get_language_from_request(request)
    body = described(code, detail=detail, errors=errors, language=language[:2])
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=body["status"], content_type=MEDIA_TYPE
    )
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = language
    if code == "not-authenticated":
        response["WWW-Authenticate"] = 'Bearer realm="evenhand"'
    return response
