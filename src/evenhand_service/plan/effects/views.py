"""The page on which a promise is reckoned and made."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError
from evenhand.planning.effects import Design, Promise, Protocol
from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.findings.presenters.words import figure_words
from evenhand_service.plan.effects import judging, presenters
from evenhand_service.plan.effects.forms import PromiseForm
from evenhand_service.plan.effects.promising import NothingToReckonWith, reckoned
from evenhand_service.plan.effects.series import points_of, standing_readings
from evenhand_service.plan.models import Action, Indicator
from evenhand_service.plan.operations.faults import ChangedMeanwhile
from evenhand_service.plan.views.opening import action_crumbs, either, open_action


@needs("edit-plan")
@either
def promise_figure(request: HttpRequest, action: UUID, indicator: UUID) -> HttpResponse:
    """Reckon what could be seen of a target before it is promised, then promise it. Source: F5."""
    opened = open_action(request, action, "edit-plan")
    held = Indicator.objects.visible_to(request.user).filter(pk=indicator, action=opened).first()
    if held is None:
        raise Http404
    if held.smallest_change:
        messages.info(
            request, _("This figure was promised already. Another target needs a figure of its own.")
        )
        return redirect("plan:show-action", opened.pk)
    points = _points(held)
    form = PromiseForm(request.POST or None, units=held.units, initial=_first(held))
    made = _made(form, held, points) if request.method == "POST" and form.is_valid() else None
    if made is not None and "promise" in request.POST:
        return _promised(request, opened, held, made, form.cleaned_data["design"])
    return _page(request, opened, held, form, made)


def _points(indicator: Indicator) -> Any:
    readings = standing_readings(indicator)
    if not readings and judging.read_before(indicator=indicator, now=now()):
        readings = standing_readings(indicator)
    return points_of(readings)


def _first(indicator: Indicator) -> dict[str, Any]:
    return {"starts": localdate(), "due": indicator.target_date, "design": "before_after"}


def _made(form: PromiseForm, indicator: Indicator, points: Any) -> Promise | None:
    """What can be said of the target; where nothing can, the form says why."""
    given = form.cleaned_data
    try:
        return reckoned(
            indicator,
            points,
            target=given["target"],
            due=given["due"],
            starts=given["starts"],
            today=localdate(),
        )
    except NothingToReckonWith:
        form.add_error(
            None,
            _("No approved release tells how many people this figure is of, so nothing can be reckoned yet."),
        )
    except EvenhandError:
        form.add_error("target", _("A target is another figure than the one it starts from."))
    return None


def _promised(
    request: HttpRequest, action: Action, indicator: Indicator, made: Promise, design: str
) -> HttpResponse:
    try:
        judging.make_promise(indicator=indicator, made=made, what={})
        if design != Design.BEFORE_AFTER:
            protocol = Protocol(promise=made, design=Design(design), after=made.planned)
            judging.seal_comparison(indicator=indicator, protocol=protocol, now=now())
    except ChangedMeanwhile:
        messages.info(request, _("Somebody else promised a target for this figure meanwhile. Theirs stands."))
    else:
        messages.success(
            request,
            _(
                "It is promised, and kept as it is. Every release that is approved from now on says what became of it."
            ),
        )
    return redirect(reverse("plan:show-action", args=[action.pk]) + "#moves")


def _page(
    request: HttpRequest, action: Action, indicator: Indicator, form: PromiseForm, made: Promise | None
) -> HttpResponse:
    start = figure_words(
        indicator.baseline, indicator.baseline_lower, indicator.baseline_upper, indicator.units
    )
    context = {
        "action": action,
        "form": form,
        "start": start,
        "is_shrunken": indicator.baseline_kind == "shrunken",
        "made": made,
        "said": presenters.in_language(made.words) if made else "",
        "smallest": presenters.smallest_rows(made, indicator.units) if made else [],
        "periods": presenters.period_words(made) if made else "",
        "of_hundred": indicator.units.startswith("share"),
        "has_errors": bool(form.errors),
        "back": reverse("plan:show-action", args=[action.pk]),
        "breadcrumbs": action_crumbs(action),
    }
    return render(request, "plan/effects/promise.jinja", context, status=422 if form.errors else 200)
