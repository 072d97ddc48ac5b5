"""Pages about budgets and spend; a budget comes and goes as a spreadsheet's CSV."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may
from evenhand_service.commissioning.concerned.queries import stages_of
from evenhand_service.commissioning.contracts.queries import contract_for
from evenhand_service.commissioning.contracts.views import changeable, crumbs_of
from evenhand_service.commissioning.finding import may_change
from evenhand_service.commissioning.money import forms, operations, presenters, queries
from evenhand_service.commissioning.money.reading import Line, read_budget, write_budget
from evenhand_service.commissioning.pages import contracts_crumb, form_page
from evenhand_service.commissioning.refusals import Refused
from evenhand_service.commissioning.reviews.queries import release_beside
from evenhand_service.monitoring.findings.areas import area_for
from evenhand_service.organisations import answers
from evenhand_service.organisations.words import name_of

both = require_http_methods(["GET", "HEAD", "POST"])


def _asked_year(request: HttpRequest, years: list[str]) -> str:
    asked = request.GET.get("year", "")
    return asked if asked in years else (years[0] if years else "")


@require_safe
@needs("see-contracts")
def show_budget(request: HttpRequest, code: str) -> HttpResponse:
    """An area's budget of a year, by source and by service."""
    area = area_for(request.user, code, "see-contracts")
    years = queries.years_of(request.user, area)
    year = _asked_year(request, years)
    lines = queries.lines_of(request.user, area, year) if year else []
    ways = []
    if may(request.user, "commission", area=area.pk):
        ways.append((_("Give a budget as a file"), reverse("commissioning:give-budget", args=[area.code])))
    if lines:
        there = reverse("commissioning:take-budget", args=[area.code])
        ways.append((_("Take this budget as CSV"), f"{there}?year={year}"))
    return answers.detail(request, presenters.budget_page(area, year, lines, years=years, links=ways))


@require_safe
@needs("see-contracts")
def take_budget(request: HttpRequest, code: str) -> HttpResponse:
    """A year's budget as CSV, which can be changed and given again."""
    area = area_for(request.user, code, "see-contracts")
    year = _asked_year(request, queries.years_of(request.user, area))
    lines = [
        Line(
            financial_year=one.financial_year,
            source=one.source,
            pool=one.pool,
            service=one.service,
            contract=one.contract.reference if one.contract else "",
            amount=one.amount,
            currency=one.currency,
        )
        for one in queries.lines_of(request.user, area, year)
    ]
    response = HttpResponse("\ufeff" + write_budget(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="budget-{code.lower()}.csv"'
    return response


@both
@needs("commission")
def give_budget(request: HttpRequest, code: str) -> HttpResponse:
    """Put a file in place of a year's budget; a file with a single fault changes nothing."""
    area = area_for(request.user, code, "commission")
    form = forms.BudgetForm(request.POST or None, request.FILES or None)
    back = reverse("commissioning:show-budget", args=[area.code])

    def do(told: dict[str, Any]) -> str:
        year = told["financial_year"]
        read = read_budget(told["file"].read(), financial_year=year)
        if read.faults:
            for fault in read.faults[:20]:
                form.add_error("file", fault)
            raise Refused(_("Nothing was changed. Mend what is told below, and give the file again."))
        operations.replace_budget(
            area=area, person=request.user, financial_year=year, lines=read.lines, now=timezone.now()
        )
        return f"{back}?year={year}"

    return form_page(
        request,
        form,
        title=_("Budget of %(area)s as a file") % {"area": name_of(area)},
        button=_("Put it in place"),
        back=back,
        crumbs=[contracts_crumb()],
        do=do,
        done=_("The budget of the year is the one you gave."),
        lead=_("It takes the place of what stood there for the year; what was there stays in the audit log."),
    )


@require_safe
@needs("see-own-contracts")
def show_spend(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """A contract's spend by quarter beside what releases count."""
    one = contract_for(request.user, contract_id)
    spent = queries.spend_of(request.user, one)
    release = release_beside(request.user, one)
    beside = queries.beside_outcomes(request.user, one, release.pk, stages_of(one), spent) if release else []
    ways = []
    if may_change(request.user, one):
        ways.append((_("Write down a quarter's spend"), reverse("commissioning:record-spend", args=[one.pk])))
    shown = presenters.spend_page(
        one,
        spent=spent,
        budget=queries.budget_of(request.user, one),
        beside=beside,
        until=release.period_ends if release else None,
        today=timezone.localdate(),
        links=ways,
    )
    return answers.detail(request, shown)


@both
@needs("commission")
def record_spend(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Write down a quarter's spend; said anew, the newest counts."""
    one = changeable(request, contract_id)
    form = forms.SpendForm(request.POST or None, contract=one)
    back = reverse("commissioning:show-spend", args=[one.pk])

    def do(told: dict[str, Any]) -> str:
        told["quarter"] = date.fromisoformat(told["quarter"])
        operations.record_spend(contract=one, person=request.user, now=timezone.now(), **told)
        return back

    return form_page(
        request,
        form,
        title=_("Write down a quarter's spend"),
        button=_("Save"),
        back=back,
        crumbs=crumbs_of(one),
        do=do,
        done=_("The spend was written down. An earlier figure for the quarter is kept."),
    )
