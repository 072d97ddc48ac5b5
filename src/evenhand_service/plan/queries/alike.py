"""Which recommendations of an area may ask for the same as words that somebody is about to take over."""

from typing import Any
from uuid import UUID

from evenhand.planning.recommendations import Alike, Statement, alike_to
from evenhand_service.plan.models import Recommendation
from evenhand_service.plan.recommending.limits import limits
from evenhand_service.plan.recommending.listing import recommendations_of
from evenhand_service.plan.recommending.suggesting import source_of


def alike_for(user: Any, area: UUID, text: str, *, source: str) -> list[tuple[Alike, Recommendation]]:
    """Return recommendations of other sources that read like a text, the likeliest first; two queries. Source: F6."""
    rows = recommendations_of(user, area).filter(same_as=None).order_by("-made_at", "id")
    told = list(rows.only("id", "text", "source_title", "source_kind", "theme")[: limits()["alike_most"]])
    others = [Statement(key=str(one.pk), source=source_of(one), text=one.text) for one in told]
    found = alike_to(Statement(key="", source=source, text=text), others)
    held = {
        str(one.pk): one
        for one in recommendations_of(user, area).filter(pk__in=[one.second for one in found])
    }
    return [(one, held[one.second]) for one in found if one.second in held]
