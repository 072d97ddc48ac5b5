"""Pages about how long things are kept."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may
from evenhand_service.organisations import answers
from evenhand_service.organisations.areas.queries import areas_with
from evenhand_service.organisations.models import Area, Certificate
from evenhand_service.organisations.page_parts import FormPage
from evenhand_service.organisations.retention import forms, operations, presenters, queries
from evenhand_service.organisations.retention.rules import periods
from evenhand_service.organisations.words import name_of

form_page = require_http_methods(["GET", "HEAD", "POST"])
_LATEST = 50


def _area(request: HttpRequest, code: str, permission: str) -> Area:
    try:
        return areas_with(request.user, permission, ended=True).get(code=code)
    except Area.DoesNotExist as error:
        raise Http404 from error


@require_safe
@needs("see-loads")
def list_retention(request: HttpRequest) -> HttpResponse:
    """Choose an area."""
    return answers.detail(request, presenters.choice_page(areas_with(request.user, "see-loads", ended=True)))


@require_safe
@needs("see-loads")
def show_retention(request: HttpRequest, code: str) -> HttpResponse:
    """An area's periods, and what went."""
    area = _area(request, code, "see-loads")
    user = request.user
    shown = presenters.retention_page(
        area,
        own=queries.periods_of(user, area),
        certificates=list(queries.certificates_of(user, area)[:_LATEST]),
        erasures=list(queries.erasures_of(user, area)[:_LATEST]),
        may_change=may(user, "retain", area=area.pk),
    )
    return answers.detail(request, shown)


@require_safe
@needs("see-loads")
def show_certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was removed on one day."""
    try:
        one = queries.certificate_for(request.user, pk)
    except Certificate.DoesNotExist as error:
        raise Http404 from error
    return answers.detail(request, presenters.certificate_page(one))


@form_page
@needs("retain")
def change_period(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Set an area's own period."""
    area = _area(request, code, "retain")
    if kind not in periods():
        raise Http404
    held = queries.periods_of(request.user, area).get(kind)
    initial = {"days": held.days if held else periods()[kind].days, "reason": held.reason if held else ""}
    form = forms.PeriodForm(request.POST or None, initial=initial)

    def do(told: dict[str, Any]) -> str:
        operations.set_period(area=area, kind=kind, now=timezone.now(), **told)
        return presenters.address(area)

    return answers.form_page(
        request,
        form,
        _about(area, str(periods()[kind]), _("Save"), notes=presenters.period_notes(periods()[kind])),
        do=do,
        done=_("The period was saved. It holds from the next housekeeping on."),
        changes=True,
    )


@require_POST
@needs("retain")
def use_default(request: HttpRequest, code: str) -> HttpResponse:
    """Have an area keep a kind for the default period again."""
    area, kind = _area(request, code, "retain"), request.POST.get("step", "")
    if kind not in periods():
        raise Http404
    return answers.step(
        request,
        do=lambda: operations.use_default(area=area, kind=kind),
        back=presenters.address(area),
        done=_("The default period holds again."),
    )


@form_page
@needs("retain")
def ask_for_erasure(request: HttpRequest, code: str) -> HttpResponse:
    """Ask that a person be removed."""
    area = _area(request, code, "retain")
    form = forms.ErasureForm(request.POST or None)

    def do(told: dict[str, Any]) -> str:
        operations.ask_for_erasure(area=area, now=timezone.now(), **told)
        return presenters.address(area)

    notes = [
        _(
            "All rows of the person in this area go from every store when the housekeeping next runs. This cannot be undone."
        ),
        _(
            "Kept: releases, which show nobody, and a code that leads to nobody, so that a backup cannot bring "
            "the rows back."
        ),
    ]
    return answers.form_page(
        request,
        form,
        _about(area, _("Remove a person"), _("Remove the person"), notes=notes, warning=True),
        do=do,
        done=_("The removal was taken down. It is done when the housekeeping next runs."),
    )


def _about(area: Area, title: str, button: str, **told: Any) -> FormPage:
    back = presenters.address(area)
    crumbs = [presenters.home(), (name_of(area), back)]
    return FormPage(title=title, button=button, cancel=back, breadcrumbs=crumbs, **told)
