"""Queries of the public part of the service directory."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from evenhand_service.organisations.enums import AccessAudit, Childcare
from evenhand_service.organisations.models import Service, ServiceWords
from evenhand_service.publication.queries import ANYBODY, own_name

CHILD_MAY_COME = (Childcare.WELCOME, Childcare.ON_SITE, Childcare.PAID)


def open_services(today: date) -> Any:
    """Return the services that anybody may find, and that are still there."""
    rows = Service.objects.visible_to(ANYBODY).filter(is_public=True)
    rows = rows.filter(Q(ends__isnull=True) | Q(ends__gte=today))
    rows = rows.filter(Q(organisation__ends__isnull=True) | Q(organisation__ends__gte=today))
    return rows.select_related("organisation", "area").prefetch_related("words").order_by("area__name", "pk")


def search_services(*, today: date, words: str = "", **asked: Any) -> Any:
    """Return open services that fit all that was asked: words, area, language, offer, group, and what is there."""
    rows = open_services(today)
    for word in words.split():
        rows = rows.filter(
            Exists(_saying(word)) | Q(organisation__name__icontains=word) | Q(address__icontains=word)
        )
    if area := asked.get("area"):
        rows = rows.filter(area__code=area)
    for column, code in (("languages", "language"), ("offers", "offer"), ("groups", "group")):
        if asked.get(code):
            rows = rows.filter(**{f"{column}__contains": [asked[code]]})
    return _with_what_is_there(rows, set(asked.get("there") or ()))


def _saying(word: str) -> Any:
    """What a service says of itself with a word in it. A join would multiply rows, language by language, for each word."""
    said = Q(name__icontains=word) | Q(about__icontains=word)
    said |= Q(for_whom__icontains=word) | Q(how_to_come__icontains=word)
    return ServiceWords.objects.filter(said, service=OuterRef("pk"))


def _with_what_is_there(rows: Any, there: set[str]) -> Any:
    if "faith" in there:
        rows = rows.filter(is_faith_based=True)
    if "not-faith" in there:
        rows = rows.filter(is_faith_based=False)
    if "abstinence" in there:
        rows = rows.filter(is_abstinence_based=True)
    if "women" in there:
        rows = rows.exclude(women_only_hours="")
    if "childcare" in there:
        rows = rows.filter(childcare__in=CHILD_MAY_COME)
    if "accessible" in there:
        rows = rows.filter(access_audit=AccessAudit.ACCESSIBLE)
    return rows


def service_choices(today: date) -> dict[str, list[Any]]:
    """Return by what open services can be chosen: areas, languages, offers, groups. One query."""
    rows = list(
        open_services(today)
        .prefetch_related(None)
        .values_list("area__code", own_name("area"), "languages", "offers", "groups")
    )
    return {
        "areas": sorted({(code, name) for code, name, *_ in rows}, key=lambda one: one[1]),
        **{
            name: sorted({code for row in rows for code in row[n]})
            for n, name in ((2, "languages"), (3, "offers"), (4, "groups"))
        },
    }
