"""Pages about independent evaluations."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.commissioning.contracts.queries import contract_for
from evenhand_service.commissioning.contracts.views import changeable
from evenhand_service.commissioning.finding import found_for, may_change
from evenhand_service.commissioning.machines import EVALUATION
from evenhand_service.commissioning.models import Evaluation
from evenhand_service.commissioning.moves import steps_for
from evenhand_service.commissioning.pages import asked_step, buttons, form_page, links
from evenhand_service.commissioning.reviews import forms, operations, presenters
from evenhand_service.organisations import answers

both = require_http_methods(["GET", "HEAD", "POST"])


def _found(request: HttpRequest, pk: UUID, *, change: bool = False) -> Evaluation:
    one = found_for(request.user, Evaluation, pk)
    one.contract = contract_for(request.user, one.contract_id)
    if change and not may_change(request.user, one):
        raise Http404
    return one


def _to(name: str, one: Any) -> str:
    return reverse(f"commissioning:{name}", args=[one.pk])


@both
@needs("commission")
def ask_for_evaluation(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Ask for an evaluation by somebody independent."""
    contract = changeable(request, contract_id)
    form = forms.EvaluationForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        made = operations.ask_for_evaluation(
            contract=contract, person=request.user, now=timezone.now(), **told
        )
        return presenters.evaluation_address(made)

    crumbs = presenters.crumbs(contract)
    return _form(request, form, do, crumbs, title=_("Ask for an evaluation"), done=_("It was asked for."))


def _form(
    request: HttpRequest, form: Any, do: Any, crumbs: list[tuple[str, str]], *, title: str, done: str
) -> HttpResponse:
    return form_page(
        request, form, title=title, button=_("Save"), back=crumbs[-1][1], crumbs=crumbs, do=do, done=done
    )


@require_safe
@needs("see-own-contracts")
def show_evaluation(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """One evaluation: who, how, what users said, what came of it."""
    one = _found(request, evaluation_id)
    steps = steps_for(request.user, one, EVALUATION)
    ways = links(steps, {"report": _to("report-evaluation", one), "answer": _to("answer-evaluation", one)})
    plain = buttons(steps, _to("move-evaluation", one), ("drop",))
    return answers.detail(request, presenters.evaluation_page(one, links=ways, steps=plain))


def _crumbs(one: Evaluation) -> list[tuple[str, str]]:
    return [*presenters.crumbs(one.contract), (one.title, presenters.evaluation_address(one))]


@both
@needs("commission")
def report_evaluation(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Write down what was found and what users said."""
    one = _found(request, evaluation_id, change=True)
    form = forms.ReportForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        operations.report_evaluation(evaluation=one, person=request.user, **told)
        return presenters.evaluation_address(one)

    return _form(
        request, form, do, _crumbs(one), title=_("Write down what it found"), done=_("It was written down.")
    )


@both
@needs("commission")
def answer_evaluation(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Write down what came of it."""
    one = _found(request, evaluation_id, change=True)
    form = forms.AnswerForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        operations.answer_evaluation(evaluation=one, person=request.user, now=timezone.now(), **told)
        return presenters.evaluation_address(one)

    return _form(
        request, form, do, _crumbs(one), title=_("Write down what came of it"), done=_("It was written down.")
    )


@require_POST
@needs("commission")
def move_evaluation(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Say that an evaluation will not be done."""
    one = _found(request, evaluation_id)
    asked_step(request, ("drop",))

    def do() -> None:
        operations.drop_evaluation(evaluation=one, person=request.user)

    back = presenters.evaluation_address(one)
    return answers.step(request, do=do, back=back, done=_("The step was taken."))
