"""Next steps of an area for its first page: what we did."""

from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.monitoring.findings.presenters.page import baseline_words
from evenhand_service.monitoring.models import ActionSeed
from evenhand_service.organisations.models import Area

_MOST = 5
"""On a first page: what is more stands with the findings."""


def next_steps(user: Any, area: Area) -> list[dict[str, Any]]:
    """Return the newest next steps that were made of an area's findings; one query. Source: C8, F5."""
    rows = _newest().rows(user=user.pk, area=area.pk)
    return [
        {
            "text": one.wording,
            "lang": one.lang,
            "href": reverse("monitoring:show-finding", args=[one.thread_id]) + "#actions",
            "lead": one.lead_name,
            "due": one.due_date,
            "baseline": baseline_words(one),
        }
        for one in rows
    ]


@cache
def _newest() -> Composed:
    return Composed(
        lambda user, area: (
            ActionSeed.objects.visible_to(Asking(user))
            .filter(area_id=area, withdrawn_at=None)
            .order_by("-made_at")[:_MOST]
        ),
        user=UUID,
        area=UUID,
    )
