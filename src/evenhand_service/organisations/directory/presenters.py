"""Services as pages show them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand_service.common.templating.dates import day
from evenhand_service.common.templating.writing import listed as in_words
from evenhand_service.organisations.areas.presenters import home
from evenhand_service.organisations.directory.languages import language_name
from evenhand_service.organisations.kinds import words_of
from evenhand_service.organisations.models import Service, ServiceWords
from evenhand_service.organisations.page_parts import Detail, Listing, Section, Table, Words
from evenhand_service.organisations.words import name_of, or_none


def address(one: Service) -> str:
    """Return the address of a service's page."""
    return reverse("organisations:show-service", args=[one.pk])


def all_services() -> tuple[str, str]:
    """Return the way back to the list."""
    return (_("Services"), reverse("organisations:list-services"))


def best_words(one: Service) -> ServiceWords | None:
    """Return a service's words in the reader's language, else in English, else in the first there is."""
    held = {words.language: words for words in one.words.all()}
    for language in (get_language() or "en", "en"):
        if language in held:
            return held[language]
    return next(iter(held.values()), None)


def service_name(one: Service) -> dict[str, str]:
    """Return a service's name with its language; without words, the organisation's."""
    words = best_words(one)
    return (
        {"text": words.name, "lang": words.language}
        if words
        else {"text": name_of(one.organisation), "lang": ""}
    )


def service_list(found: Iterable[Service], *, may_add: bool) -> Listing:
    """Return the list of services."""
    rows = [
        [
            service_name(one) | {"href": address(one)},
            name_of(one.organisation),
            in_words([words_of("service_offers", code) for code in one.offers]),
            in_words([words_of("service_groups", code) for code in one.groups]) or _("Everybody"),
            in_words([language_name(code) for code in one.languages]),
        ]
        for one in found
    ]
    return Listing(
        title=_("Services"),
        lead=_(
            "What each service offers and for whom: to find the right one for somebody, and to see what is missing."
        ),
        table=Table(
            caption=_("Services"),
            head=[_("Service"), _("Organisation"), _("Offers"), _("For"), _("Languages")],
            rows=rows,
            empty=_(
                "No service fits. Ask for less, or clear the filters: that nothing is found may be a finding."
            ),
        ),
        links=[(_("Add a service"), reverse("organisations:add-service"))] if may_add else [],
        breadcrumbs=[home()],
    )


def facts_of(one: Service) -> list[tuple[str, list[str]]]:
    """Return what is known of a service, for workers and for the public page alike."""
    audit = str(one.get_access_audit_display())
    if one.access_audit_date:
        audit = f"{audit} ({day(one.access_audit_date)})"
    ways = [
        name
        for name, holds in (
            (_("Faith-based"), one.is_faith_based),
            (_("Abstinence-based"), one.is_abstinence_based),
        )
        if holds
    ]
    return [
        (_("Organisation"), [name_of(one.organisation)]),
        (_("Area"), [name_of(one.area)]),
        (_("Offers"), or_none([words_of("service_offers", code) for code in one.offers])),
        (_("Made for"), [words_of("service_groups", code) for code in one.groups] or [_("Everybody")]),
        (_("Languages"), or_none([language_name(code) for code in one.languages])),
        (_("Way of working"), ways or [_("Neither faith-based nor abstinence-based")]),
        (_("Women-only hours"), [one.women_only_hours or _("None")]),
        (_("Childcare"), [str(one.get_childcare_display())]),
        (_("Access"), [audit]),
        (_("Address"), or_none(one.address.splitlines())),
        (_("Contact"), or_none([one.phone, one.email, one.website])),
        (_("Last checked"), [day(one.checked_date)]),
    ]


def service_page(one: Service, *, may_change: bool) -> Detail:
    """Return the page of one service, with its words in every language."""
    title = service_name(one)
    own = [
        Section(
            title=language_name(words.language),
            words=[
                Words(text=text, heading=heading, language=words.language)
                for heading, text in (
                    (words.name, words.about),
                    ("", words.for_whom),
                    ("", words.how_to_come),
                )
                if text
            ],
        )
        for words in sorted(one.words.all(), key=lambda each: each.language != (get_language() or "en"))
    ]
    links = []
    if may_change:
        links = [
            (_("Change what it offers"), reverse("organisations:change-service", args=[one.pk])),
            *(
                (
                    _("Change the words in %(language)s") % {"language": language_name(words.language)},
                    f"{reverse('organisations:write-words', args=[one.pk])}?language={words.language}",
                )
                for words in one.words.all()
            ),
            (_("Write words in another language"), reverse("organisations:write-words", args=[one.pk])),
            (_("End"), reverse("organisations:end-service", args=[one.pk])),
        ]
    public = (_("Public"), "green") if one.is_public else (_("For workers, not public"), "grey")
    return Detail(
        title=title["text"],
        title_language=title["lang"],
        tag=public,
        warnings=[] if own else [_("Nobody has written what happens there yet.")],
        facts=facts_of(one),
        sections=own,
        links=links,
        breadcrumbs=[home(), all_services()],
    )
