"""The interface itself: its routers, its answers where something goes wrong, its description of itself."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from evenhand_service.publication.api.problems import NotPossible, Problem
from evenhand_service.publication.api.routers import findings, loads, places, releases, runs, services
from evenhand_service.publication.problems import MEDIA_TYPE, problem
from evenhand_service.publication.settled import told

_ABOUT = (
    "What Evenhand holds for a partnership, for other programs. Every operation asks for a token, and shows what the "
    "person who made the token may see, no more. Figures are those of protected releases; there is nothing about one "
    "person anywhere. Open data needs no token: see /open-data/."
)


class Interface(NinjaAPI):
    """NinjaAPI whose description says that problems come as RFC 9457 has them."""

    @cached_property
    def described(self) -> dict[str, Any]:
        """Return the OpenAPI document; it is the same for everybody."""
        document = super().get_openapi_schema(path_prefix="/api/v1/")
        for path in document["paths"].values():
            for operation in path.values():
                _say_problems(operation)
        plain: dict[str, Any] = dict(document)
        plain["components"]["schemas"] = dict(sorted(plain["components"]["schemas"].items()))
        return plain


def _say_problems(operation: dict[str, Any]) -> None:
    responses = {}
    for status, said in sorted(operation["responses"].items()):
        number = int(status)
        if number >= 400:
            said["content"] = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
            if number == 429:
                said["headers"] = {
                    "Retry-After": {
                        "description": "Seconds to wait.",
                        "schema": {"type": "integer", "minimum": 1},
                    }
                }
        responses[str(number)] = said
    operation["responses"] = responses


api = Interface(
    title="Evenhand",
    version=told("api")["edition"]["number"],
    description=_ABOUT,
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    openapi_extra={"info": {"license": {"name": "MIT", "identifier": "MIT"}}},
)
for prefix, router in (
    ("", places.router),
    ("", releases.router),
    ("", findings.router),
    ("", loads.router),
    ("", runs.router),
    ("", services.router),
):
    api.add_router(prefix, router)


@api.exception_handler(NotPossible)
def not_possible(request: HttpRequest, error: NotPossible) -> HttpResponse:
    """What an operation says by itself."""
    return problem(request, error.code, detail=error.detail, errors=error.errors)


@api.exception_handler(AuthenticationError)
def not_authenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """No token, or one that is not known, has expired or was withdrawn: all answered alike."""
    return problem(request, "not-authenticated")


@api.exception_handler(PermissionDenied)
def not_in_scope(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    """The token, or who made it, may not do this."""
    return problem(request, "not-in-scope", detail=str(error))


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """Nothing that may be seen: the same words for what is somebody else's and for what does not exist."""
    return problem(request, "not-found")


@api.exception_handler(HttpError)
def not_readable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The body cannot be read at all."""
    return problem(request, "not-readable")


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What was asked is not as it has to be: every place with what is wrong there, never the value itself."""
    errors = [(".".join(str(part) for part in one["loc"]), one["msg"]) for one in error.errors]
    return problem(request, "not-understood", errors=errors)


@api.exception_handler(Exception)
def our_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of ours: answered and logged as everywhere, without a trace in the answer."""
    raise error
