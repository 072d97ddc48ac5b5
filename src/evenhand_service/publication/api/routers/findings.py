"""Findings: differences between groups that held."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router

from evenhand_service.publication.api.auth import PUBLISHED
from evenhand_service.publication.api.paging import Asked, Code, Paged, paged
from evenhand_service.publication.api.problems import READ
from evenhand_service.publication.api.schemas.releases import FindingOut
from evenhand_service.publication.api.seen import findings_seen

router = Router(auth=PUBLISHED, tags=["Findings"])
_PLAIN = ("id", "same", "place", "programme", "period", "stage", "characteristic", "code_list", "edition")
_PLAIN += ("group", "reference", "measure", "units", "estimate", "lower", "upper", "ratio", "ratio_lower")
_PLAIN += ("ratio_upper", "people_least", "people_most", "adjusted_p", "rank", "is_headline", "figure")
_PLAIN += ("words", "evidence")


class FindingsAsked(Asked):
    """Which findings."""

    release: UUID | None = Field(None, description="Findings of the release with this id.")
    area: Code | None = Field(None, description="Findings of the area of this code.")
    programme: Code | None = Field(None, description="Findings of this programme.")
    stage: Code | None = Field(None, description="Findings at this step of the programme.")
    characteristic: Code | None = Field(
        None, description="Findings by this characteristic, such as ethnicity."
    )
    group: Code | None = Field(None, description="Findings about this group, by its code.")
    headline: bool | None = Field(
        None, description="True: those that the release states first. False: the others."
    )


@router.get(
    "findings",
    response={200: Paged[FindingOut], **READ},
    operation_id="list_findings",
    summary="List findings",
)
def list_findings(request: HttpRequest, asked: Query[FindingsAsked]) -> Any:
    """Findings of every release that you may see, the newest releases first, then by rank."""
    wanted = {
        "release_id": asked.release,
        "area__code": asked.area,
        "programme": asked.programme,
        "stage": asked.stage,
        "characteristic": asked.characteristic,
        "group": asked.group,
        "is_headline": asked.headline,
    }
    rows = findings_seen(request)
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return paged(request, asked, rows, _finding)


@router.get(
    "findings/{finding_id}",
    response={200: FindingOut, **READ},
    operation_id="show_finding",
    summary="Show a finding",
)
def show_finding(request: HttpRequest, finding_id: UUID) -> Any:
    """One finding with its evidence and all that is said of it."""
    found = findings_seen(request).filter(pk=finding_id).first()
    if found is None:
        raise Http404
    return _finding(found)


def _finding(one: Any) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in _PLAIN},
        "release": one.release_id,
        "area": one.area.code,
    }
