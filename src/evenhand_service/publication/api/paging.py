"""Lists in pages: what may be asked of every list, and what every page says."""

from typing import Annotated, Any, Generic, TypeVar

from django.http import HttpRequest
from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints

from evenhand_service.publication.api.problems import NotPossible
from evenhand_service.publication.settled import told

_PAGES = told("api")["pages"]

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_+.@*-]{0,79}$")]
"""A code: of an area, a stage, a characteristic, a group."""
Words = Annotated[
    str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$"), AfterValidator(str.strip)
]
"""Words to look for."""
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""A language by its code (ISO 639), such as en or cy."""

T = TypeVar("T")


class Asked(Schema):
    """Which page, and how many on one."""

    page: int = Field(1, ge=1, le=_PAGES["most_pages"], description="Which page, from 1.")
    size: int = Field(_PAGES["usual"], ge=1, le=_PAGES["most"], description="How many on a page.")


class Paged(Schema, Generic[T]):
    """One page of a list; `next` and `previous` are addresses, null at either end."""

    items: list[T]
    total: int
    page: int
    pages: int
    next: str | None
    previous: str | None


def paged(request: HttpRequest, asked: Asked, rows: Any, show: Any) -> dict[str, Any]:
    """Return one page of a queryset or list, each row as `show` has it. What the list does not know, it refuses."""
    known = set(type(asked).model_fields)
    unknown = sorted(set(request.GET) - known)
    if unknown:
        told_by = ", ".join(sorted(known))
        raise NotPossible("not-understood", errors=[("query", f"This list may be asked by: {told_by}.")])
    total = len(rows) if isinstance(rows, list) else rows.count()
    pages = max(1, -(-total // asked.size))
    start = (asked.page - 1) * asked.size
    return {
        "items": [show(one) for one in rows[start : start + asked.size]],
        "total": total,
        "page": asked.page,
        "pages": pages,
        "next": _address(request, asked.page + 1) if asked.page < pages else None,
        "previous": _address(request, min(asked.page - 1, pages)) if asked.page > 1 else None,
    }


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{request.path}?{query.urlencode()}"
