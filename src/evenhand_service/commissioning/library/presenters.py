"""The library as pages show it, to those who work here and to anybody."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand_service.commissioning.enums import BulletinState, PracticeState
from evenhand_service.commissioning.library.publishing import FIELDS
from evenhand_service.commissioning.pages import library_crumb
from evenhand_service.commissioning.treatment.presenters import about_words
from evenhand_service.commissioning.words import characteristic_words, stage_words
from evenhand_service.common.templating.dates import day
from evenhand_service.organisations.page_parts import Detail, Listing, Section, Step, Table, Words
from evenhand_service.organisations.words import name_of, span

COLOURS = {
    PracticeState.DRAFT: "yellow",
    PracticeState.WAITING: "purple",
    PracticeState.APPROVED: "green",
    PracticeState.WITHDRAWN: "grey",
}
ISSUED = {BulletinState.DRAFT: "yellow", BulletinState.ISSUED: "green", BulletinState.WITHDRAWN: "grey"}
Link = tuple[str, str]


def address(practice: Any) -> str:
    """Return the address of an entry's page for those who work here."""
    return reverse("commissioning:show-practice", args=[practice.pk])


def picked(words: Mapping[str, Any]) -> tuple[str, Any]:
    """Return words in the reader's language, or in one that there is, with that language."""
    for language in (get_language() or "en", "en", *words):
        if language in words:
            return language, words[language]
    return "", None


def practice_list(rows: Iterable[Any], links: Sequence[Link]) -> Listing:
    """Return the library."""
    told = []
    for one in rows:
        language, words = picked({each.language: each for each in one.words.all()})
        told.append(
            [
                {
                    "text": words.title if words else _("Without words"),
                    "href": address(one),
                    "lang": language,
                },
                about_words(one) or "–",
                name_of(one.area),
                str(one.get_state_display()),
            ]
        )
    return Listing(
        title=_("Good practice"),
        lead=_("What was done, for whom, what came of it, and what was learnt."),
        table=Table(
            caption=_("Good practice"),
            head=[_("Title"), _("What it is about"), _("Area"), _("State")],
            rows=told,
            empty=_("No entry fits."),
        ),
        links=links,
    )


def practice_page(
    one: Any,
    *,
    public: Any,
    links: Sequence[Link],
    steps: Sequence[Step],
    evidence: Sequence[Link],
    inspired: Iterable[Any],
) -> Detail:
    """Return the page of an entry, in every language it has."""
    held = {each.language: each for each in one.words.all()}
    first, words = picked(held)
    facts = [
        (_("What it is about"), [about_words(one) or _("Not said")]),
        (_("Area"), [name_of(one.area)]),
        (
            _("Whom to ask"),
            [text for text in (one.contact_name, one.contact_email) if text] or [_("Not said")],
        ),
        (_("Written by"), [f"{one.author_name}, {day(one.made_at)}"]),
    ]
    if one.approved_by_name:
        facts.append((_("Approved by"), [f"{one.approved_by_name}, {day(one.approved_at)}"]))
    if one.because:
        facts.append((_("Why"), [one.because]))
    if public:
        shown = ", ".join(str(FIELDS[name]) for name in public.fields)
        facts.append((_("Public since %(day)s") % {"day": day(public.published_at)}, [shown]))
    sections = [
        Section(title=str(dict(_languages())[language]), words=_parts(each))
        for language, each in sorted(held.items(), key=lambda pair: pair[0] != first)
    ]
    if linked := _actions(one, inspired):
        sections.append(Section(title=_("Actions of plans"), links=linked))
    if evidence:
        sections.append(Section(title=_("Evidence"), links=evidence))
    return Detail(
        title=words.title if words else _("Without words"),
        title_language=first,
        tag=(str(one.get_state_display()), COLOURS[one.state]),
        facts=facts,
        sections=sections,
        links=links,
        steps=steps,
        breadcrumbs=[library_crumb()],
    )


def action_words(action: Any) -> str:
    """Return an action in one line: reference, words, area."""
    text = f"{action.reference} {action.wording[:120]}".strip()
    return f"{text} ({name_of(action.area)})"


def _actions(one: Any, inspired: Iterable[Any]) -> list[Link]:
    """The action that an entry tells of, and those that it inspired."""
    told = [(_("It tells of: %(action)s"), one.action)] if one.action else []
    told += [(_("It inspired: %(action)s"), each.action) for each in inspired]
    return [
        (words % {"action": action_words(action)}, reverse("plan:show-action", args=[action.pk]))
        for words, action in told
    ]


def _languages() -> list[Link]:
    return [("en", "English"), ("cy", "Cymraeg")]


def _parts(words: Any) -> list[Words]:
    return [
        Words(text=getattr(words, name), heading=str(FIELDS[name]), language=words.language)
        for name in ("done", "where", "came_of_it", "lessons")
        if getattr(words, name)
    ]


def public_entry(one: Any) -> dict[str, Any]:
    """Return what anybody reads of an entry: the fields that were chosen."""
    language, words = picked(one.body.get("words", {}))
    words = words or {}
    named = [
        (str(FIELDS[name]), words[name]) for name in ("done", "came_of_it", "lessons") if words.get(name)
    ]
    return {
        "address": reverse("commissioning:show-public-practice", args=[one.pk]),
        "title": words.get("title", ""),
        "lang": language,
        "parts": named,
        "first": words.get("done", ""),
        "where": words.get("where", ""),
        "group": one.body.get("group", ""),
        "evidence": one.body.get("evidence", ""),
        "contact": one.body.get("contact"),
        "about": " · ".join(
            text
            for text in (
                stage_words(one.stage) if one.stage else "",
                characteristic_words(one.characteristic) if one.characteristic else "",
            )
            if text
        ),
        "area": name_of(one.area),
        "published_at": one.published_at,
    }


def bulletin_address(one: Any) -> str:
    """Return the address of a bulletin."""
    return reverse("commissioning:show-bulletin", args=[one.pk])


def bulletin_list(rows: Iterable[Any], links: Sequence[Link]) -> Listing:
    """Return the bulletins."""
    told = [
        [
            {"text": span(one.first_day, one.last_day), "href": bulletin_address(one)},
            name_of(one.area),
            str(one.get_state_display()),
        ]
        for one in rows
    ]
    return Listing(
        title=_("Bulletins"),
        lead=_("What was new in a period, made from what is public."),
        table=Table(
            caption=_("Bulletins"),
            head=[_("Period"), _("Area"), _("State")],
            rows=told,
            empty=_("There is no bulletin yet."),
        ),
        links=links,
    )
