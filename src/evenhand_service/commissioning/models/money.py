"""Money: what is budgeted from which source for which service, and what a contract spent in a quarter."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.commissioning.models.contracts import Contract
from evenhand_service.commissioning.models.treatment import PERSON, WHO
from evenhand_service.commissioning.models.walls import BUDGET, SPEND
from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled

_MONEY: dict = {"max_digits": 14, "decimal_places": 2}
_CURRENCY: dict = {"max_length": 3, "default": "GBP"}


class BudgetLine(Walled):
    """An amount from one source for one service in a financial year; `pool` names the fund it is pooled in. Source: A5.

    `source` is a code of data/funding_sources.toml, `service` one of the directory's offers.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="budget_lines")
    financial_year = models.CharField(max_length=7)
    source = models.CharField(max_length=40)
    pool = models.CharField(max_length=200, blank=True)
    service = models.CharField(max_length=40)
    contract = models.ForeignKey(
        Contract, null=True, blank=True, on_delete=models.PROTECT, related_name="budget_lines"
    )
    amount = models.DecimalField(**_MONEY)
    currency = models.CharField(**_CURRENCY)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = BUDGET
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "financial_year", "source", "pool", "service"), OPERATIONAL),
        **dict.fromkeys(("contract", "amount", "currency", *WHO), OPERATIONAL),
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-financial_year", "pool", "source", "service", "id"]
        indexes: ClassVar = [models.Index(fields=["area", "financial_year"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_budget_is_not_negative"),
            models.CheckConstraint(condition=Q(currency="GBP"), name="a_budget_is_in_pounds"),
            models.CheckConstraint(
                condition=Q(financial_year__regex=r"^\d{4}/\d{2}$"), name="a_budget_has_a_financial_year"
            ),
            models.UniqueConstraint(
                fields=["area", "financial_year", "source", "pool", "service", "contract"],
                name="a_budget_line_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.financial_year} {self.source}"


class Spend(Walled):
    """What a contract cost in a quarter. Never changed: a correction is a further row, and the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="spends")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    quarter_starts = models.DateField()
    number = models.PositiveIntegerField()
    amount = models.DecimalField(**_MONEY)
    currency = models.CharField(**_CURRENCY)
    note = models.CharField(max_length=400, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = SPEND
    privacy: ClassVar = {
        **dict.fromkeys(("id", "contract", "area", "quarter_starts", "number", "amount"), OPERATIONAL),
        **dict.fromkeys(("currency", *WHO), OPERATIONAL),
        "note": CONTENT,
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["-quarter_starts", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "quarter_starts", "number"], name="a_correction_has_its_number"
            ),
            models.CheckConstraint(condition=Q(currency="GBP"), name="spend_is_in_pounds"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.quarter_starts}"
