"""A service of the directory as its public page shows it: what a person will find there, before they go."""

from typing import Any

from django.conf.locale import LANG_INFO
from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.organisations.enums import AccessAudit, Childcare
from evenhand_service.organisations.kinds import words_of
from evenhand_service.organisations.words import name_of
from evenhand_service.publication.settled import told


def language_name(code: str) -> str:
    """Return a language's name in its own words, for whoever looks for it."""
    known = LANG_INFO.get(code.lower()) or LANG_INFO.get(code.split("-")[0].lower()) or {}
    name = told("languages")["name"].get(code) or known.get("name_local") or code
    return name[:1].upper() + name[1:]


def named_choices(choices: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return by what can be searched, with words beside codes, in the order of the words."""
    return {
        "areas": choices["areas"],
        "languages": _sorted((code, language_name(code)) for code in choices["languages"]),
        "offers": _sorted((code, words_of("service_offers", code)) for code in choices["offers"]),
        "groups": _sorted((code, words_of("service_groups", code)) for code in choices["groups"]),
    }


def _sorted(pairs: Any) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda one: one[1].casefold())


def service(one: Any, language: str) -> dict[str, Any]:
    """Return a service with its words in the reader's language, or in one that it has."""
    words = {held.language: held for held in one.words.all()}
    held = words.get(language) or words.get("en") or next(iter(words.values()), None)
    return {
        "address": reverse("publication:show-service", args=[one.pk]),
        "name": held.name if held else name_of(one.organisation),
        "about": held.about if held else "",
        "for_whom": held.for_whom if held else "",
        "how_to_come": held.how_to_come if held else "",
        "lang": held.language if held else "",
        "also_in": [
            {"name": language_name(code), "lang": code, "address": f"{_address(one)}?in={code}"}
            for code in sorted(words)
            if held and code != held.language
        ],
        "organisation": name_of(one.organisation),
        "area": name_of(one.area),
        "offers": [words_of("service_offers", code) for code in one.offers],
        "groups": [words_of("service_groups", code) for code in one.groups],
        "languages": [{"name": language_name(code), "lang": code} for code in one.languages],
        "facts": facts(one),
        "address_lines": one.address,
        "phone": one.phone,
        "email": one.email,
        "website": one.website,
        "checked_date": one.checked_date,
    }


def _address(one: Any) -> str:
    return reverse("publication:show-service", args=[one.pk])


def facts(one: Any) -> list[tuple[str, str]]:
    """Return what somebody asks before they come; what is not known is said to be so."""
    return [
        (_("Women-only hours"), one.women_only_hours or _("None that we know of")),
        (_("Children"), str(Childcare(one.childcare).label)),
        (_("Access"), _access(one)),
        (_("Faith-based"), _("Yes") if one.is_faith_based else _("No")),
        (_("Abstinence-based"), _("Yes") if one.is_abstinence_based else _("No")),
    ]


def _access(one: Any) -> str:
    label = str(AccessAudit(one.access_audit).label)
    year = one.access_audit_date.year if one.access_audit_date else None
    return f"{label} ({year})" if year else label
