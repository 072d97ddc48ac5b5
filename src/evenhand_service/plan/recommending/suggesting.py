"""Which recommendations of an area may ask for the same thing: suggestions to people, who decide (F6)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from evenhand.planning.recommendations import Alike, Statement, suggest_alike
from evenhand_service.plan.models import KeptApart, Recommendation
from evenhand_service.plan.recommending.limits import limits
from evenhand_service.plan.recommending.listing import recommendations_of, texts_by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Two recommendations that read alike, with why."""

    first: Recommendation
    second: Recommendation
    alike: Alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """Suggestions, the likeliest first; how many there are in all, how many were compared, and how many were not."""

    shown: list[Suggested]
    total: int
    compared: int
    left_out: int


def source_of(one: Any) -> str:
    """Return what counts as one source: each project of a report on several is one of its own."""
    return f"{one.source_title}|{one.theme}" if one.source_kind == "community_project" else one.source_title


def suggestions_for(user: Any, area: UUID, words: str = "") -> Suggestions:
    """Return pairs across sources that read alike and that nobody has decided about yet."""
    rows = recommendations_of(user, area).filter(same_as=None).order_by("-made_at", "id")
    if words:
        rows = rows.filter(text__icontains=words)
    total = rows.count()
    told = list(rows.only("id", "text", "source_title", "source_kind", "theme")[: limits()["alike_most"]])
    statements = [Statement(key=str(one.pk), source=source_of(one), text=one.text) for one in told]
    found = suggest_alike(statements, across_sources=True, decided=_decided(user, area))
    picked = found[: limits()["suggestions"]]
    rows_of = texts_by_id(user, {UUID(key) for one in picked for key in (one.first, one.second)})
    return Suggestions(
        shown=[
            Suggested(first=rows_of[UUID(one.first)], second=rows_of[UUID(one.second)], alike=one)
            for one in picked
        ],
        total=len(found),
        compared=len(told),
        left_out=total - len(told),
    )


def _decided(user: Any, area: UUID) -> set[tuple[str, str]]:
    """Pairs that were kept apart, said of those that stand for them now."""
    rows = KeptApart.objects.visible_to(user).filter(area_id=area)
    fields = ("first_id", "second_id", "first__same_as_id", "second__same_as_id")
    return {
        (str(first_head or first), str(second_head or second))
        for first, second, first_head, second_head in rows.values_list(*fields)
    }


def kept_apart(user: Any, area: UUID) -> list[KeptApart]:
    """Return the pairs of an area that somebody said are not the same, the newest first; one query."""
    rows = KeptApart.objects.visible_to(user).filter(area_id=area).select_related("first", "second")
    return list(rows[: limits()["suggestions"]])
