"""Forms about money."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand_service.commissioning import fields
from evenhand_service.commissioning.rules import is_financial_year
from evenhand_service.commissioning.settled import limits


class BudgetForm(forms.Form):
    """A year's budget as a file."""

    financial_year = forms.CharField(label=_("Financial year"), max_length=7, help_text=_("Such as 2026/27."))
    file = forms.FileField(
        label=_("Budget as CSV"),
        help_text=_("Columns: financial_year, source, pool, service, contract, amount, currency."),
    )

    def clean_financial_year(self) -> str:
        """Return the year. Raises: ValidationError."""
        text = self.cleaned_data["financial_year"].strip()
        if not is_financial_year(text):
            raise forms.ValidationError(_("Write it as 2026/27."))
        return text

    def clean_file(self) -> Any:
        """Return the file. Raises: ValidationError for one that is too large to be a budget."""
        given = self.cleaned_data["file"]
        if given.size > limits()["largest_budget_octets"]:
            raise forms.ValidationError(_("The file is too large for a budget: 1 MB at most."))
        return given


class SpendForm(forms.Form):
    """What a contract cost in a quarter."""

    quarter = forms.ChoiceField(label=_("Quarter"))
    amount = fields.MoneyField(label=_("Amount in pounds"), max_length=20)
    note = forms.CharField(label=_("Note"), required=False, max_length=400)

    def __init__(self, *args: Any, contract: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = fields.quarters(contract)  # type: ignore[attr-defined]
