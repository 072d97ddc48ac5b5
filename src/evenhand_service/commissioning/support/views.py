"""Pages about places to assist and how they were assisted. Source: A6."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.commissioning.finding import found_for
from evenhand_service.commissioning.machines import SUPPORT
from evenhand_service.commissioning.models import Support
from evenhand_service.commissioning.moves import steps_for
from evenhand_service.commissioning.pages import form_page, plain_list, support_crumb
from evenhand_service.commissioning.support import forms, operations, presenters, queries
from evenhand_service.common.templating.dates import day
from evenhand_service.monitoring.findings.areas import area_for
from evenhand_service.monitoring.regions.queries import regions_for
from evenhand_service.organisations import answers
from evenhand_service.organisations.models import Organisation
from evenhand_service.organisations.words import name_of

both = require_http_methods(["GET", "HEAD", "POST"])
_WITH_WHOM, _WITH_DAY = ("offer", "tell"), ("accept", "go-on")


@require_safe
@needs("see-plan")
def list_supports(request: HttpRequest) -> HttpResponse:
    """Cases of support, those to look at again first."""
    page = answers.paged(request, queries.supports_for(request.user))
    ways = []
    if "assist" in permissions_of(request.user):
        ways = [
            (
                _("Places in %(region)s to assist") % {"region": name_of(one)},
                reverse("commissioning:list-outlying", args=[one.code]),
            )
            for one in regions_for(request.user)
        ]
    shown = presenters.support_list(page.object_list, ways)
    return plain_list(request, shown, page)


@require_safe
@needs("assist")
def list_outlying(request: HttpRequest, code: str) -> HttpResponse:
    """Places of a region that lie beyond the further limits of its own funnels."""
    region = area_for(request.user, code, "assist")
    found = queries.outlying(request.user, region)
    known = queries.known_already(request.user, found)
    return answers.detail(request, presenters.outlying_page(region, found, known))


@both
@needs("assist")
def identify(request: HttpRequest, code: str, place: str, step: str) -> HttpResponse:
    """Begin a case for a place that the funnel names; for any other there is no such page."""
    region = area_for(request.user, code, "assist")
    found = queries.outlying(request.user, region)
    one = next((each for each in found.worse if (each.area.code, each.stage) == (place, step)), None)
    if one is None:
        raise Http404
    bodies = Organisation.objects.visible_to(request.user).filter(area=one.area, kind="provider")
    form = forms.IdentifyForm(request.POST or None, organisations=bodies.order_by("name"))

    def do(told: dict[str, Any]) -> str:
        made = operations.identify(found=one, region=region, person=request.user, now=timezone.now(), **told)
        return presenters.address(made)

    return form_page(
        request,
        form,
        title=_("Assist %(place)s") % {"place": name_of(one.area)},
        button=_("Begin"),
        back=reverse("commissioning:list-outlying", args=[region.code]),
        crumbs=[support_crumb()],
        do=do,
        done=_("Next, offer support: what, and by whom."),
        lead=" ".join([presenters.said(one.words), *presenters.cautions()[1:]]),
    )


@require_safe
@needs("see-plan")
def show_support(request: HttpRequest, support_id: UUID) -> HttpResponse:
    """One case with all that happened, and what a later release says."""
    one = found_for(request.user, Support, support_id, "area", "region", "organisation")
    release, words = queries.later(request.user, one)
    if release is None:
        later = _("None has come yet.")
    else:
        told = presenters.said(words) or _("The place is not shown in its funnel.")
        later = f"{told} ({day(release.period_ends)})"
    ways = [
        (str(step.what), reverse("commissioning:take-support-step", args=[one.pk, step.verb]))
        for step in steps_for(request.user, one, SUPPORT)
    ]
    if one.state == "accepted" and queries.may_tell(request.user, one):
        ways.insert(
            0, (_("Say what was tried"), reverse("commissioning:take-support-step", args=[one.pk, "tell"]))
        )
    shown = presenters.support_page(
        one,
        history=queries.history_of(request.user, one),
        later_words=later,
        links=ways,
        region=one.region,
    )
    return answers.detail(request, shown)


@both
@needs("see-plan")
def take_support_step(request: HttpRequest, support_id: UUID, verb: str) -> HttpResponse:
    """Write down what happened, with the step that goes with it."""
    one = found_for(request.user, Support, support_id, "area", "region", "organisation")
    titles = {step.verb: str(step.what) for step in SUPPORT.steps} | {"tell": _("Say what was tried")}
    if verb not in titles:
        raise Http404
    form = forms.HappenedForm(request.POST or None, with_whom=verb in _WITH_WHOM, with_day=verb in _WITH_DAY)

    def do(told: dict[str, Any]) -> str:
        _DO[verb](request, one, told)
        return presenters.address(one)

    return form_page(
        request,
        form,
        title=titles[verb],
        button=_("Save"),
        back=presenters.address(one),
        crumbs=[support_crumb(), (one.place, presenters.address(one))],
        do=do,
        done=_("It was written down, and stays."),
    )


def _look_again(request: HttpRequest, one: Support, told: dict[str, Any]) -> None:
    release, words = queries.later(request.user, one)
    operations.look_again(
        support=one, person=request.user, now=timezone.now(), release=release, words=words, **told
    )


def _plainly(operation: Any) -> Any:
    def act(request: HttpRequest, one: Support, told: dict[str, Any]) -> None:
        operation(support=one, person=request.user, now=timezone.now(), **told)

    return act


_DO: dict[str, Any] = {
    "offer": _plainly(operations.offer),
    "accept": _plainly(operations.accept),
    "decline": _plainly(operations.decline),
    "tell": _plainly(operations.tell_what_was_tried),
    "look-again": _look_again,
    "go-on": _plainly(operations.go_on),
    "close": _plainly(operations.close),
}
