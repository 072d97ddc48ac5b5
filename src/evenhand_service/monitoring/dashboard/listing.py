"""The list of areas: one page of it, with what the newest release of each says first."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from evenhand_service.monitoring.dashboard import addresses, presenters, queries
from evenhand_service.monitoring.dashboard.settings import dashboard
from evenhand_service.organisations.models import Area


def areas_page(user: Any, asked: str, number: str) -> Page:
    """Return one page of the areas that a person may see, by a part of the name or code in either language."""
    rows = queries.areas_for(user)
    if asked:
        rows = rows.filter(Q(name__icontains=asked) | Q(name_cy__icontains=asked) | Q(code__icontains=asked))
    return Paginator(rows, dashboard()["areas_at_once"]).get_page(number)


def area_rows(user: Any, areas: Sequence[Area], language: str) -> list[dict[str, Any]]:
    """Return the areas with their newest release as a list says it."""
    found = queries.latest_releases(user, [one.pk for one in areas])
    return [
        {
            "name": (language == "cy" and one.name_cy) or one.name,
            "code": one.code,
            "address": addresses.first_page(one.code),
            "release": presenters.listed_release(found[one.pk], one.code, language)
            if one.pk in found
            else None,
        }
        for one in areas
    ]
