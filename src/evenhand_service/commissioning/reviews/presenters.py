"""Reviews and evaluations as pages show them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.commissioning.concerned.queries import Own
from evenhand_service.commissioning.contracts.presenters import address as contract_address
from evenhand_service.commissioning.contracts.tables import (
    findings_table,
    findings_title,
    terms_table,
    whose_words,
)
from evenhand_service.commissioning.enums import EvaluationState, ReviewState
from evenhand_service.commissioning.pages import contracts_crumb
from evenhand_service.commissioning.words import asked_words, money, quarter_words
from evenhand_service.common.templating.dates import day
from evenhand_service.organisations.page_parts import Detail, Section, Step, Table, Words
from evenhand_service.organisations.words import name_of

COLOURS = {
    ReviewState.PLANNED: "yellow",
    ReviewState.HELD: "blue",
    ReviewState.CLOSED: "green",
    ReviewState.DROPPED: "grey",
}
EVALUATED = {
    EvaluationState.ASKED: "yellow",
    EvaluationState.REPORTED: "blue",
    EvaluationState.ANSWERED: "green",
    EvaluationState.DROPPED: "grey",
}
Link = tuple[str, str]


def address(review: Any) -> str:
    """Return the address of a review's page."""
    return reverse("commissioning:show-review", args=[review.pk])


def evaluation_address(one: Any) -> str:
    """Return the address of an evaluation's page."""
    return reverse("commissioning:show-evaluation", args=[one.pk])


def crumbs(contract: Any) -> list[Link]:
    """Return the way back to a contract."""
    return [contracts_crumb(), (contract.reference, contract_address(contract))]


def review_page(
    review: Any,
    *,
    own: Own,
    terms: Iterable[tuple[Any, Any]],
    entries: Iterable[Any],
    spend: Any,
    links: Sequence[Link],
    steps: Sequence[Step],
) -> Detail:
    """Return the page of a quarter's review, with the provider's own findings beside it. Source: A5; 001 3.25."""
    contract = review.contract
    rows = [
        [
            str(one.get_kind_display()),
            _entry(one),
            one.author_name,
            day(one.made_at),
        ]
        for one in entries
    ]
    facts = [
        (_("Contract"), [f"{contract.reference}: {contract.title}"]),
        (_("Provider"), [name_of(contract.organisation)]),
        (_("Held on"), [day(review.held_date)])
        if review.held_date
        else (_("When it is due"), [day(review.due_date)]),
        (_("Spend in the quarter"), [money(spend.amount) if spend else _("Not written down yet")]),
    ]
    return Detail(
        title=f"{quarter_words(review.quarter_starts)}: {contract.title}",
        tag=(str(review.get_state_display()), COLOURS[review.state]),
        facts=facts,
        sections=[
            Section(title=findings_title(own), lead=whose_words(own), table=findings_table(own)),
            Section(title=_("Equality terms"), table=terms_table(terms)),
            Section(
                title=_("What was written down"),
                table=Table(
                    caption=_("What was written down"),
                    head=[_("Kind"), _("Words"), _("Who"), _("When")],
                    rows=rows,
                    empty=_("Nothing yet."),
                ),
            ),
        ],
        links=links,
        steps=steps,
        breadcrumbs=crumbs(contract),
    )


def _entry(one: Any) -> dict[str, Any]:
    """The words of an entry; those of an action lead to it."""
    there = {"href": reverse("plan:show-action", args=[one.action_id])} if one.action_id else {}
    return {"text": one.wording, "lang": one.lang, **there}


def evaluation_page(one: Any, *, links: Sequence[Link], steps: Sequence[Step]) -> Detail:
    """Return the page of an evaluation. Source: A5; 004."""
    who = ", ".join(text for text in (one.evaluator_name, one.evaluator_body) if text)
    facts = [
        (_("Who evaluates"), [who]),
        (_("Why they are independent"), [one.independent_because]),
        (_("How it is done"), [one.method]),
    ]
    if one.due_date:
        facts.append((_("By when"), [day(one.due_date)]))
    if one.reported_date:
        facts.append((_("Reported on"), [day(one.reported_date)]))
        facts.append((_("People who use the service and were asked"), [asked_words(one.people_asked)]))
    if one.report_address:
        facts.append((_("Report"), [one.report_address]))
    parts = (
        (_("What people who use the service said"), one.users_said),
        (_("What was found"), one.found),
        (_("What came of it"), one.came_of_it),
    )
    return Detail(
        title=one.title,
        title_language=one.lang,
        tag=(str(one.get_state_display()), EVALUATED[one.state]),
        facts=facts,
        sections=[
            Section(title=title, words=[Words(text=text, language=one.lang)]) for title, text in parts if text
        ],
        links=links,
        steps=steps,
        breadcrumbs=crumbs(one.contract),
    )
