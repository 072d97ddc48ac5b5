"""The page on which a promise is reckoned and made."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evenhand.foundations import EvenhandError
from evenhand.planning.effects import Design, Promise, Protocol
from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.monitoring.findings.presenters.words import figure_words
from evenhand_service.organisations.models import Area
from evenhand_service.plan.effects import designs, judging, presenters
from evenhand_service.plan.effects.beside import acting_in, beside, others_of, read_beside
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
    opening = _opening(request, held)
    made = _made(opening) if request.method == "POST" and opening.form.is_valid() else None
    if made is not None and "promise" in request.POST and not opening.form.errors:
        return _promised(request, opened, opening, made)
    return _page(request, opened, opening, made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the page was opened with: the figure, its course, the areas beside it, the form."""

    indicator: Indicator
    points: Any
    others: list[Area]
    form: PromiseForm
    not_offered: list[tuple[Any, str]]


def _opening(request: HttpRequest, indicator: Indicator) -> Opening:
    points, others, today = _points(indicator), others_of(indicator), localdate()
    before = len(designs.before_of(indicator, points, today, today)) if indicator.baseline_period else 0
    can, cannot = designs.offered(before=before, others=len(others))
    acting = acting_in(request.user, indicator, others)
    named = [
        (one.code, _("%(area)s (an action on this step is in its plan)") % {"area": area_name(one)})
        if one.pk in acting
        else (one.code, area_name(one))
        for one in others
    ]
    form = PromiseForm(
        request.POST or None, units=indicator.units, initial=_first(indicator), designs=can, areas=named
    )
    return Opening(indicator=indicator, points=points, others=others, form=form, not_offered=cannot)


def _points(indicator: Indicator) -> Any:
    readings = standing_readings(indicator)
    if not readings and judging.read_before(indicator=indicator, now=now()):
        readings = standing_readings(indicator)
    return points_of(readings)


def _first(indicator: Indicator) -> dict[str, Any]:
    return {"starts": localdate(), "due": indicator.target_date, "design": "before_after"}


def _made(opening: Opening) -> Promise | None:
    """What can be said of the target; where nothing can, or the comparison cannot be made, the form says why."""
    form, given = opening.form, opening.form.cleaned_data
    try:
        made = reckoned(
            opening.indicator,
            opening.points,
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
    else:
        _check_design(opening, made, given)
        return made
    return None


def _check_design(opening: Opening, made: Promise, given: dict[str, Any]) -> None:
    """Say in the form why the data do not allow the comparison that was chosen."""
    indicator, design, today = opening.indicator, given["design"], localdate()
    before = len(designs.before_of(indicator, opening.points, made.starts, today))
    if why := designs.lacks(design, before=before, others=len(opening.others), planned=made.planned):
        opening.form.add_error("design", why)
    elif named := given.get("areas"):
        read_beside(indicator, named, now=now())
        few = designs.without_figures(design, indicator, beside(indicator), named, made.starts, today)
        if few:
            names = ", ".join(area_name(one) for one in opening.others if one.code in few)
            opening.form.add_error(
                "areas",
                _("Too few published figures of this group before the start, so leave out: %(areas)s.")
                % {"areas": names},
            )


def _promised(request: HttpRequest, action: Action, opening: Opening, made: Promise) -> HttpResponse:
    given = opening.form.cleaned_data
    try:
        with transaction.atomic():
            judging.make_promise(indicator=opening.indicator, made=made)
            if given["design"] != Design.BEFORE_AFTER:
                protocol = Protocol(
                    promise=made,
                    design=Design(given["design"]),
                    after=made.planned,
                    areas=tuple(sorted(given.get("areas", ()))),
                )
                judging.seal_comparison(indicator=opening.indicator, protocol=protocol, now=now())
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


def _page(request: HttpRequest, action: Action, opening: Opening, made: Promise | None) -> HttpResponse:
    indicator, form = opening.indicator, opening.form
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
        "not_offered": opening.not_offered,
        "back": reverse("plan:show-action", args=[action.pk]),
        "breadcrumbs": action_crumbs(action),
    }
    return render(request, "plan/effects/promise.jinja", context, status=422 if form.errors else 200)


@needs("edit-plan")
@require_POST
def look_again(request: HttpRequest, action: UUID, indicator: UUID) -> HttpResponse:
    """Judge a figure anew with what the areas beside it have published since. Source: F5."""
    opened = open_action(request, action, "edit-plan")
    held = Indicator.objects.visible_to(request.user).filter(pk=indicator, action=opened).first()
    if held is None or not held.protocol.get("areas"):
        raise Http404
    if judging.look_again(indicator=held, now=now(), today=localdate()) is None:
        messages.info(request, _("The areas beside it have published nothing new since it was looked at."))
    else:
        messages.success(request, _("It was looked at again, with what the areas beside it have published."))
    return redirect(reverse("plan:show-action", args=[opened.pk]) + "#moves")
