"""Contracts as pages show them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.commissioning.concerned.queries import Own
from evenhand_service.commissioning.contracts.tables import (
    coverage_section,
    findings_table,
    findings_title,
    terms_table,
    whose_words,
)
from evenhand_service.commissioning.enums import ContractState
from evenhand_service.commissioning.pages import contracts_crumb
from evenhand_service.commissioning.words import quarter_words
from evenhand_service.common.templating.dates import day
from evenhand_service.organisations.page_parts import Detail, Listing, Section, Step, Table
from evenhand_service.organisations.words import name_of, span

COLOURS = {
    ContractState.DRAFT: "yellow",
    ContractState.RUNNING: "green",
    ContractState.ENDED: "grey",
    ContractState.WITHDRAWN: "grey",
}
Link = tuple[str, str]


def address(contract: Any) -> str:
    """Return the address of a contract's page."""
    return reverse("commissioning:show-contract", args=[contract.pk])


def contract_list(rows: Iterable[Any], links: Sequence[Link]) -> Listing:
    """Return the list of contracts."""
    told = [
        [
            {"text": one.reference, "href": address(one)},
            one.title,
            name_of(one.organisation),
            name_of(one.area),
            span(one.starts, one.ends),
            str(one.get_state_display()),
        ]
        for one in rows
    ]
    return Listing(
        title=_("Contracts"),
        lead=_("What is bought from whom, until when, and how it is reviewed."),
        table=Table(
            caption=_("Contracts"),
            head=[_("Reference"), _("What it is for"), _("Provider"), _("Area"), _("Days"), _("State")],
            rows=told,
            empty=_("No contract fits, or none is yours to see."),
        ),
        links=links,
    )


def reviews_section(reviews: Iterable[Any], evaluations: Iterable[Any]) -> list[Section]:
    """Return a contract's reviews and evaluations."""
    told = [
        [
            {
                "text": quarter_words(one.quarter_starts),
                "href": reverse("commissioning:show-review", args=[one.pk]),
            },
            str(one.get_state_display()),
            day(one.held_date) or _("due %(day)s") % {"day": day(one.due_date)},
        ]
        for one in reviews
    ]
    asked = [
        [
            {
                "text": one.title,
                "href": reverse("commissioning:show-evaluation", args=[one.pk]),
                "lang": one.lang,
            },
            one.evaluator_name,
            str(one.get_state_display()),
        ]
        for one in evaluations
    ]
    return [
        Section(
            title=_("Quarterly reviews"),
            table=Table(
                caption=_("Quarterly reviews"),
                head=[_("Quarter"), _("State"), _("Day")],
                rows=told,
                empty=_("No review is planned yet."),
            ),
        ),
        Section(
            title=_("Independent evaluations"),
            table=Table(
                caption=_("Independent evaluations"),
                head=[_("What is evaluated"), _("Who evaluates"), _("State")],
                rows=asked,
                empty=_("None yet."),
            ),
        ),
    ]


def contract_page(
    contract: Any,
    *,
    own: Own,
    terms: Iterable[tuple[Any, Any]],
    reviews: Iterable[Any],
    evaluations: Iterable[Any],
    links: Sequence[Link],
    steps: Sequence[Step],
) -> Detail:
    """Return the page of one contract."""
    ring = " · ".join(one for one in (contract.contact_name, contract.contact_phone) if one)
    spec = contract.specification
    facts = [
        (_("Provider"), [name_of(contract.organisation)]),
        (_("Area"), [name_of(contract.area)]),
        (_("Days"), [span(contract.starts, contract.ends)]),
        (_("Specification"), [spec.title if spec else _("None yet")]),
        (_("Whom to ring"), [ring or _("Not said")]),
    ]
    if contract.let_at:
        told = {"name": contract.let_by_name, "day": day(contract.let_at)}
        facts.append((_("Let by"), [_("%(name)s on %(day)s") % told]))
    if contract.ended_because:
        facts.append((_("Why it ended"), [contract.ended_because]))
    return Detail(
        title=f"{contract.reference}: {contract.title}",
        tag=(str(contract.get_state_display()), COLOURS[contract.state]),
        facts=facts,
        sections=[
            coverage_section(contract, own.release),
            Section(title=_("Equality terms"), table=terms_table(terms)),
            Section(title=findings_title(own), lead=whose_words(own), table=findings_table(own)),
            *reviews_section(reviews, evaluations),
        ],
        links=links,
        steps=steps,
        breadcrumbs=[contracts_crumb()],
    )
