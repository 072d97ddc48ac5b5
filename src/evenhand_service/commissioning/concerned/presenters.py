"""Whom a finding concerns, as a page shows it, with whom to ring."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.commissioning.concerned.queries import Concerned, stages_of
from evenhand_service.commissioning.contracts.presenters import address
from evenhand_service.commissioning.words import named, stage_words, stages_of_programme, stages_words
from evenhand_service.organisations.kinds import words_of
from evenhand_service.organisations.page_parts import Detail, Section, Table
from evenhand_service.organisations.words import name_of, span


def concerned_page(thread: Any, statement: str, found: Concerned, *, sees_contracts: bool) -> Detail:
    """Return the list of whom a finding concerns. Source: A5."""
    counted = stages_of_programme(thread.programme)
    contracts = [
        [
            {"text": f"{one.reference}: {one.title}", "href": address(one)},
            name_of(one.organisation),
            ", ".join(each.site or named(each.service) for each in one.coverage.all()),
            stages_words(stages_of(one) & counted or stages_of(one)),
            span(one.starts, one.ends),
            " · ".join(text for text in (one.contact_name, one.contact_phone) if text) or _("Not said"),
        ]
        for one in found.contracts
    ]
    services = [
        [
            {"text": named(one), "href": reverse("organisations:show-service", args=[one.pk])},
            name_of(one.organisation),
            ", ".join(words_of("service_offers", code) for code in one.offers),
            " · ".join(text for text in (one.phone, one.email) if text) or _("Not said"),
        ]
        for one in found.services
    ]
    bodies = [
        (name_of(one), reverse("organisations:show-organisation", args=[one.pk])) for one in found.bodies
    ]
    shown = Section(
        title=_("Contracts"),
        table=Table(
            caption=_("Contracts"),
            head=[_("Contract"), _("Provider"), _("Covers"), _("Steps"), _("Days"), _("Whom to ring")],
            rows=contracts,
            empty=_("No contract that runs today covers this step there."),
        ),
    )
    return Detail(
        title=_("Whom this finding concerns"),
        lead=statement,
        facts=[(_("Step"), [stage_words(thread.stage)]), (_("Area"), [name_of(thread.area)])],
        sections=[
            *([shown] if sees_contracts else []),
            Section(
                title=_("Services of the directory"),
                table=Table(
                    caption=_("Services of the directory"),
                    head=[_("Service"), _("Organisation"), _("What it offers"), _("Whom to ring")],
                    rows=services,
                    empty=_("The directory has no service there for this step."),
                ),
            ),
            *([Section(title=_("Police, prison, probation or court"), links=bodies)] if bodies else []),
        ],
        links=[(_("The finding"), reverse("monitoring:show-finding", args=[thread.pk]))],
    )
