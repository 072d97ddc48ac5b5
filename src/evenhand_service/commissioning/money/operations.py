"""Writes of money: lines of a budget, one by one or as a file; a quarter's spend."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from evenhand_service.commissioning.finding import next_place
from evenhand_service.commissioning.models import BudgetLine, Contract, Spend
from evenhand_service.commissioning.money.reading import Line
from evenhand_service.commissioning.refusals import Refused
from evenhand_service.commissioning.rules import quarter_after, quarter_of
from evenhand_service.organisations.models import Area


def replace_budget(
    *, area: Area, person: Any, financial_year: str, lines: Sequence[Line], now: datetime
) -> int:
    """Put the lines of a file in place of a year's budget: all of them, or none. Returns how many there are. Source: A5.

    Raises Refused for a contract that the area does not have, and for a line that stands there twice.
    """
    contracts = dict(Contract.objects.filter(area=area).values_list("reference", "pk"))
    unknown = sorted({one.contract for one in lines if one.contract and one.contract not in contracts})
    if unknown:
        raise Refused(
            _("The area has no contract with these references: %(names)s. Nothing was changed.")
            % {"names": ", ".join(unknown)},
            mend=_("Write the reference as it stands on the contract's page, or leave it empty."),
        )
    try:
        with transaction.atomic():
            BudgetLine.objects.filter(area=area, financial_year=financial_year).delete()
            BudgetLine.objects.bulk_create(
                BudgetLine(
                    area=area,
                    financial_year=financial_year,
                    source=one.source,
                    pool=one.pool,
                    service=one.service,
                    contract_id=contracts.get(one.contract),
                    amount=one.amount,
                    currency=one.currency,
                    made_by=person,
                    made_by_name=person.name,
                    made_at=now,
                )
                for one in lines
            )
    except IntegrityError as fault:
        raise Refused(
            _("A line stands there twice. Nothing was changed."), mend=_("Put the two lines together.")
        ) from fault
    return len(lines)


def record_spend(
    *, contract: Contract, person: Any, quarter: date, amount: Decimal, note: str, now: datetime
) -> Spend:
    """Write down what a contract cost in a quarter; said anew, the newest counts and the earlier is kept."""
    start = quarter_of(quarter)
    if quarter_after(start) <= contract.starts or start > contract.ends:
        raise Refused(_("The contract does not run in this quarter."))
    return Spend.objects.create(
        contract=contract,
        area_id=contract.area_id,
        quarter_starts=start,
        number=next_place(contract.spends.filter(quarter_starts=start), "number", of=contract),
        amount=amount,
        note=note,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
    )
