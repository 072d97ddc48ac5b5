"""Pages about contracts: a commissioner's of the area, a provider's own."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.commissioning.concerned.queries import findings_of
from evenhand_service.commissioning.contracts import forms, operations, presenters, queries
from evenhand_service.commissioning.enums import SpecificationState
from evenhand_service.commissioning.finding import may_change
from evenhand_service.commissioning.machines import CONTRACT
from evenhand_service.commissioning.models import Contract, Specification
from evenhand_service.commissioning.moves import steps_for
from evenhand_service.commissioning.pages import (
    asked_step,
    buttons,
    contracts_crumb,
    form_page,
    library_crumb,
    links,
    plans_crumb,
    support_crumb,
)
from evenhand_service.commissioning.reviews.queries import evaluations_of, reviews_of
from evenhand_service.commissioning.settled import limits
from evenhand_service.monitoring.findings.areas import area_for
from evenhand_service.organisations import answers
from evenhand_service.organisations.models import Organisation
from evenhand_service.organisations.words import name_of

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs("see-own-contracts")
def list_contracts(request: HttpRequest) -> HttpResponse:
    """Contracts, narrowed by words, state and area."""
    form = forms.ContractFilters(request.GET)
    page = answers.paged(request, queries.contracts_for(request.user, **form.wanted()))
    ways = [
        (
            _("Prepare a contract in %(area)s") % {"area": name_of(one)},
            reverse("commissioning:prepare-contract", args=[one.code]),
        )
        for one in queries.areas_for(request.user, "commission")
    ]
    ways += [
        (
            _("Budget of %(area)s") % {"area": name_of(one)},
            reverse("commissioning:show-budget", args=[one.code]),
        )
        for one in queries.areas_for(request.user, "see-contracts")
    ]
    ways += [plans_crumb(), support_crumb(), library_crumb()]
    return answers.listing(request, presenters.contract_list(page.object_list, ways), form=form, page=page)


@require_safe
@needs("see-own-contracts")
def show_contract(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """One contract with its terms, its own findings, reviews and evaluations."""
    one = queries.contract_for(request.user, contract_id)
    steps = steps_for(request.user, one, CONTRACT)
    ways = [(_("Spend beside outcomes"), _to("show-spend", one))]
    if one.specification:
        there = reverse("commissioning:show-specification", args=[one.specification_id])
        ways.append((_("Specification"), there))
    if may_change(request.user, one):
        ways = [
            (_("Change"), _to("change-contract", one)),
            (_("Add what it covers"), _to("cover", one)),
            (_("Add an equality term"), _to("add-term", one)),
            (_("Plan a review"), _to("plan-review", one)),
            (_("Ask for an evaluation"), _to("ask-for-evaluation", one)),
            *ways,
            *links(steps, {"end": _to("end-contract", one)}),
        ]
    shown = presenters.contract_page(
        one,
        own=findings_of(request.user, one, most=limits()["findings_beside"]),
        terms=queries.terms_of(request.user, one),
        reviews=reviews_of(request.user, one),
        evaluations=evaluations_of(request.user, one),
        links=ways,
        steps=buttons(steps, _to("move-contract", one), ("let", "withdraw")),
    )
    return answers.detail(request, shown)


def _to(name: str, contract: Contract) -> str:
    return reverse(f"commissioning:{name}", args=[contract.pk])


def changeable(request: HttpRequest, contract_id: UUID) -> Contract:
    """Return a contract that the person may change; for others it is not there."""
    one = queries.contract_for(request.user, contract_id)
    if not may_change(request.user, one):
        raise Http404
    return one


def crumbs_of(contract: Contract) -> list[tuple[str, str]]:
    """Return the way back to a contract."""
    return [contracts_crumb(), (contract.reference, presenters.address(contract))]


def _specifications(user: Any, area: Any, held: Any = None) -> Any:
    """What a contract can rest on: specifications of its area in use, and the one that it has."""
    used = ~Q(state=SpecificationState.ENDED) | Q(pk=held)
    return Specification.objects.visible_to(user).filter(used, area=area).order_by("title")


@both
@needs("commission")
def prepare_contract(request: HttpRequest, code: str) -> HttpResponse:
    """Prepare a contract in an area."""
    area = area_for(request.user, code, "commission")
    today = timezone.localdate()
    bodies = Organisation.objects.visible_to(request.user).filter(area=area)
    form = forms.PrepareForm(
        request.POST or None,
        organisations=bodies.filter(Q(ends=None) | Q(ends__gte=today)).order_by("name"),
        specifications=_specifications(request.user, area),
    )

    def do(told: dict[str, Any]) -> str:
        made = operations.prepare_contract(area=area, person=request.user, now=timezone.now(), **told)
        return presenters.address(made)

    return form_page(
        request,
        form,
        title=_("Prepare a contract in %(area)s") % {"area": name_of(area)},
        button=_("Prepare it"),
        back=contracts_crumb()[1],
        crumbs=[contracts_crumb()],
        do=do,
        done=_("The contract is in preparation. Its provider sees it once it is let."),
    )


@both
@needs("commission")
def change_contract(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Change a contract's own fields."""
    one = changeable(request, contract_id)
    names = ("title", "specification", "starts", "ends", "contact_name", "contact_phone", "version")
    form = forms.ChangeForm(
        request.POST or None,
        initial={name: getattr(one, name) for name in names},
        specifications=_specifications(request.user, one.area, one.specification_id),
    )

    def do(told: dict[str, Any]) -> str:
        operations.change_contract(contract=one, **told)
        return presenters.address(one)

    return form_of(
        request, one, form, do, title=_("Change the contract"), done=_("The contract was changed.")
    )


def form_of(request: HttpRequest, one: Contract, form: Any, do: Any, **told: Any) -> HttpResponse:
    """Answer with a form about a contract."""
    return form_page(
        request,
        form,
        button=told.pop("button", _("Save")),
        back=presenters.address(one),
        crumbs=crumbs_of(one),
        do=do,
        **told,
    )


@require_POST
@needs("see-own-contracts")
def move_contract(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Let a contract, or withdraw one that was never let."""
    one = queries.contract_for(request.user, contract_id)
    verb = asked_step(request, ("let", "withdraw"))

    def do() -> None:
        if verb == "let":
            operations.let_contract(contract=one, person=request.user, now=timezone.now())
        else:
            operations.withdraw_contract(contract=one, person=request.user)

    return answers.step(request, do=do, back=presenters.address(one), done=_("The step was taken."))


@both
@needs("agree-commissioning")
def end_contract(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """End a contract, saying when and why."""
    one = changeable(request, contract_id)
    form = forms.EndForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        operations.end_contract(contract=one, person=request.user, **told)
        return presenters.address(one)

    return form_of(
        request,
        one,
        form,
        do,
        title=_("End the contract"),
        button=_("End the contract"),
        done=_("The contract was ended."),
        lead=_("Its reviews, spend and findings stay to be read."),
        warning=True,
    )
