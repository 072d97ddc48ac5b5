"""What is budgeted and spent, and the published figures beside it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from evenhand.foundations import Period
from evenhand_service.commissioning.figures import Counted, counts_of
from evenhand_service.commissioning.models import BudgetLine, Contract, Spend
from evenhand_service.commissioning.rules import PerPerson, per_person, quarter_after, quarters_between
from evenhand_service.organisations.models import Area


def lines_of(user: Any, area: Area, financial_year: str) -> list[BudgetLine]:
    """Return a year's budget, line by line; one query."""
    rows = BudgetLine.objects.visible_to(user).filter(area=area, financial_year=financial_year)
    return list(rows.select_related("contract").order_by("pool", "source", "service", "pk"))


def years_of(user: Any, area: Area) -> list[str]:
    """Return the years that have a budget, the newest first."""
    rows = BudgetLine.objects.visible_to(user).filter(area=area).order_by("-financial_year")
    return list(rows.values_list("financial_year", flat=True).distinct())


def totals(lines: Iterable[BudgetLine], *names: str) -> dict[tuple[str, ...], Decimal]:
    """Return sums of lines by some of their fields, in the order of their first lines: pure."""
    found: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for one in lines:
        found[tuple(getattr(one, name) for name in names)] += one.amount
    return dict(found)


def budget_of(user: Any, contract: Contract) -> dict[str, Decimal]:
    """Return what is budgeted for a contract, by year; nothing for those who do not see budgets."""
    rows = BudgetLine.objects.visible_to(user).filter(contract=contract).values("financial_year")
    found = rows.annotate(total=Sum("amount")).order_by("financial_year")
    return {one["financial_year"]: one["total"] for one in found}


def spend_of(user: Any, contract: Contract) -> dict[date, Spend]:
    """Return what a contract cost by quarter, the newest statement of each; one query."""
    rows = Spend.objects.visible_to(user).filter(contract=contract)
    rows = rows.order_by("quarter_starts", "-number").distinct("quarter_starts")
    return {one.quarter_starts: one for one in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Spend over a release's period beside how many people passed a step there. `spend` is None while quarters miss."""

    counted: Counted
    spend: Decimal | None
    quarters: int
    known: int
    each: PerPerson | None


def beside_outcomes(
    user: Any, contract: Contract, release: UUID, stages: frozenset[str], spent: dict[date, Spend]
) -> list[Beside]:
    """Return spend beside protected counts, for the same months. Source: A5.

    The count is of everybody at the step in the area, whoever helped them; the page says so. Nothing is worked out
    while a quarter's spend is missing, nor for a period that the contract did not run through.
    """
    found = []
    for one in counts_of(user, release, stages):
        period = Period.parse(one.period)
        quarters = quarters_between(period.first, period.last)
        whole = quarters[0] == period.first and (quarter_after(quarters[-1]) - period.last).days == 1
        runs = contract.starts <= period.first and period.last <= contract.ends
        known = [spent[each].amount for each in quarters if each in spent]
        complete = whole and runs and len(known) == len(quarters)
        spend = sum(known, Decimal(0)) if complete else None
        found.append(
            Beside(
                counted=one,
                spend=spend,
                quarters=len(quarters),
                known=len(known),
                each=per_person(spend, one.least, one.most) if spend is not None else None,
            )
        )
    return found
