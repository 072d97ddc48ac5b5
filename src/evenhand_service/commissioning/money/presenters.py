"""Money as pages show it: sums by source and service, spend beside protected counts, no causal words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.commissioning.contracts.presenters import address as contract_address
from evenhand_service.commissioning.money.queries import Beside, totals
from evenhand_service.commissioning.pages import contracts_crumb
from evenhand_service.commissioning.rules import quarters_between
from evenhand_service.commissioning.settled import funding_sources
from evenhand_service.commissioning.words import money, people_words, quarter_words, stage_words
from evenhand_service.common.templating.dates import day
from evenhand_service.monitoring.findings.presenters.words import period
from evenhand_service.organisations.kinds import words_of
from evenhand_service.organisations.page_parts import Detail, Section, Table
from evenhand_service.organisations.words import name_of


def _head(*names: str, last: str) -> list[Any]:
    return [*names, {"text": last, "numeric": True}]


def _source(code: str) -> str:
    found = funding_sources().get(code)
    return str(found) if found else code


def budget_page(
    area: Any, year: str, lines: Sequence[Any], *, years: Sequence[str], links: Sequence[tuple[str, str]]
) -> Detail:
    """Return an area's budget of a year: by source, pooled funds first, and by service. Source: A5."""
    total = sum((one.amount for one in lines), Decimal(0))
    pools = sorted(totals(lines, "pool", "source").items(), key=lambda one: (not one[0][0], one[0]))
    by_source = [[pool or _("Not pooled"), _source(source), money(sum_)] for (pool, source), sum_ in pools]
    by_service = [
        [words_of("service_offers", service), money(sum_)]
        for (service,), sum_ in sorted(totals(lines, "service").items(), key=lambda one: (-one[1], one[0]))
    ]
    each = [
        [
            words_of("service_offers", one.service),
            _source(one.source),
            one.pool or "–",
            {"text": one.contract.reference, "href": contract_address(one.contract)} if one.contract else "–",
            money(one.amount),
        ]
        for one in lines
    ]
    nothing = _("No budget was given for this year yet.")
    here = reverse("commissioning:show-budget", args=[area.code])
    return Detail(
        title=_("Budget of %(area)s, %(year)s") % {"area": name_of(area), "year": year}
        if year
        else _("Budget of %(area)s") % {"area": name_of(area)},
        lead=_("All together: %(total)s") % {"total": money(total)} if lines else nothing,
        sections=[
            Section(
                title=_("By source"),
                table=Table(
                    caption=_("By source"),
                    head=_head(_("Fund"), _("Source"), last=_("Amount")),
                    rows=by_source,
                    empty=nothing,
                ),
            ),
            Section(
                title=_("By service"),
                table=Table(
                    caption=_("By service"),
                    head=_head(_("Service"), last=_("Amount")),
                    rows=by_service,
                    empty=nothing,
                ),
            ),
            Section(
                title=_("Line by line"),
                table=Table(
                    caption=_("Line by line"),
                    head=_head(_("Service"), _("Source"), _("Fund"), _("Contract"), last=_("Amount")),
                    rows=each,
                    empty=nothing,
                ),
            ),
            *(
                [
                    Section(
                        title=_("Other years"),
                        links=[(one, f"{here}?year={one}") for one in years if one != year],
                    )
                ]
                if len(years) > 1
                else []
            ),
        ],
        links=links,
        breadcrumbs=[contracts_crumb()],
    )


def spend_page(
    contract: Any,
    *,
    spent: Mapping[date, Any],
    budget: Mapping[str, Decimal],
    beside: Iterable[Beside],
    until: date | None,
    today: date,
    links: Sequence[tuple[str, str]],
) -> Detail:
    """Return a contract's spend by quarter, beside what releases count for the same months. Source: A5."""
    last = min(contract.ends, today)
    rows = [
        [
            quarter_words(one),
            money(spent[one].amount) if one in spent else _("Not written down yet"),
            (
                _("%(name)s on %(day)s") % {"name": spent[one].made_by_name, "day": day(spent[one].made_at)}
                if one in spent
                else "–"
            ),
            _note(spent[one]) if one in spent else "",
        ]
        for one in reversed(quarters_between(contract.starts, last))
    ]
    sections = [
        Section(
            title=_("Spend by quarter"),
            table=Table(
                caption=_("Spend by quarter"),
                head=[_("Quarter"), _("Spend"), _("Written down by"), _("Note")],
                rows=rows,
                empty=_("The contract has not begun."),
            ),
        ),
        Section(
            title=_("Beside what was counted"),
            lead=_(
                "Counts are of everybody who reached the step in the area, whoever helped them, and are protected: "
                "each stands as the range that is certain. Spend and counts stand side by side; neither is said to "
                "bring about the other."
            ),
            table=Table(
                caption=_("Beside what was counted"),
                head=[_("Step"), _("Months"), _("People"), _("Spend in these months"), _("For each person")],
                rows=[
                    _beside(one) for one in sorted(beside, key=lambda each: each.counted.period, reverse=True)
                ],
                empty=_("No approved release counts people at the steps that the contract covers."),
            ),
        ),
    ]
    facts = [(_("Budget of %(year)s") % {"year": year}, [money(sum_)]) for year, sum_ in budget.items()]
    if until:
        facts.append((_("Approved release until"), [day(until)]))
    return Detail(
        title=_("Spend of %(reference)s") % {"reference": contract.reference},
        facts=facts,
        sections=sections,
        links=links,
        breadcrumbs=[contracts_crumb(), (contract.reference, contract_address(contract))],
    )


def _note(spend: Any) -> str:
    """What was noted with an amount, and that it was said anew."""
    return " · ".join(text for text in (spend.note, _("corrected") if spend.number > 1 else "") if text)


def _beside(one: Beside) -> list[Any]:
    told = {"known": one.known, "quarters": one.quarters}
    if one.spend is None:
        spend, each = _("known for %(known)s of %(quarters)s quarters") % told, "–"
    else:
        spend = money(one.spend)
        each = (
            _("%(least)s to %(most)s") % {"least": money(one.each.lowest), "most": money(one.each.highest)}
            if one.each
            else _("Too few people to say")
        )
    return [
        stage_words(one.counted.stage),
        period(one.counted.period),
        people_words(one.counted.least, one.counted.most),
        spend,
        each,
    ]
