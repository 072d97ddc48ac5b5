"""A bulletin's content, made once from what is public, and the e-mail that is made of it."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from evenhand_service.commissioning.library.presenters import public_entry
from evenhand_service.organisations.words import name_of, span

LANGUAGES = ("en", "cy")


def content_of(found: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Return by language what is new, as titles, a line of words and addresses: as it stands now. Source: F8."""
    body = {}
    for language in LANGUAGES:
        with translation.override(language):
            body[language] = [
                {"kind": kind, "items": [_ITEM[kind](one, language) for one in rows]}
                for kind, rows in found.items()
                if rows
            ]
    return body


def _practice(one: Any, language: str) -> dict[str, str]:
    told = public_entry(one)
    return {
        "title": told["title"],
        "text": told["first"][:400],
        "path": told["address"],
        "lang": told["lang"],
    }


def _release(one: Any, language: str) -> dict[str, str]:
    words = one.words.get(language) or one.words.get("en") or {}
    return {
        "title": words.get("title", ""),
        "text": " · ".join(text for text in (words.get("period", ""), words.get("headline", "")) if text),
        "path": f"/releases/{one.slug}/",
        "lang": language if language in one.words else "en",
    }


def _edition(one: Any, language: str) -> dict[str, str]:
    text = f"{name_of(one.area)}, {one.financial_year}"
    return {
        "title": one.title,
        "text": text,
        "path": reverse("plan:show-published", args=[one.pk]),
        "lang": "",
    }


_ITEM = {"practice": _practice, "releases": _release, "editions": _edition}


def headings() -> dict[str, str]:
    """Return what each part of a bulletin is called."""
    return {
        "practice": _("Good practice"),
        "releases": _("New figures"),
        "editions": _("Plans"),
    }


def shown(bulletin: Any, language: str) -> dict[str, Any]:
    """Return a bulletin for a page or an e-mail, in one language."""
    return {
        "title": _("Bulletin: %(days)s") % {"days": span(bulletin.first_day, bulletin.last_day)},
        "area": name_of(bulletin.area),
        "introduction": bulletin.introduction,
        "lang": bulletin.lang,
        "parts": [
            {"heading": headings()[part["kind"]], "entries": part["items"]}
            for part in bulletin.body.get(language, ())
        ],
        "address": reverse("commissioning:show-bulletin", args=[bulletin.pk]),
    }


def email_of(bulletin: Any, language: str, *, site: str) -> bytes:
    """Return a bulletin as an e-mail in text and HTML, to nobody yet: whoever sends it chooses to whom."""
    with translation.override(language):
        told = {"bulletin": shown(bulletin, language), "site": site.rstrip("/"), "language": language}
        message = EmailMultiAlternatives(
            subject=told["bulletin"]["title"],
            body=render_to_string("commissioning/bulletin_mail.txt.jinja", told),
        )
        message.attach_alternative(
            render_to_string("commissioning/bulletin_mail.html.jinja", told), "text/html"
        )
    return message.message().as_bytes()
