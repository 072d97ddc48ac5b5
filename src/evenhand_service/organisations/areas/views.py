"""Pages about areas."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evenhand_service.accounts.access import logged_in, needs
from evenhand_service.common.meanwhile import hold
from evenhand_service.organisations import answers
from evenhand_service.organisations.areas import forms, operations, presenters, queries
from evenhand_service.organisations.models import Area
from evenhand_service.organisations.page_parts import FormPage
from evenhand_service.organisations.words import name_of


def found(request: HttpRequest, code: str) -> Area:
    """Return an area by its code, or answer that there is none."""
    try:
        return queries.area_by_code(request.user, code)
    except Area.DoesNotExist as error:
        raise Http404 from error


@require_safe
@logged_in
def list_areas(request: HttpRequest) -> HttpResponse:
    """Every place, by kind, name and standing. Source: A1."""
    form = forms.Narrow(request.GET)
    told: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    page = answers.paged(request, queries.areas_for(request.user, **told))
    return answers.listing(request, presenters.area_list(page.object_list), form=form, page=page)


@require_safe
@logged_in
def show_area(request: HttpRequest, code: str) -> HttpResponse:
    """One place: its code and since when, what it lies in, what lies in it."""
    area = found(request, code)
    shown = presenters.area_page(
        area,
        inside=list(queries.inside(request.user, area)),
        after=queries.named(request.user, area.replaced_by) if area.replaced_by else [],
        today=timezone.localdate(),
        may_change=queries.may_change(request.user, area),
    )
    return answers.detail(request, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("manage-organisations")
def change_area(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether an area is intensive and since when."""
    area = found(request, code)
    if not queries.may_change(request.user, area):
        raise Http404
    hold(request, Area, area.pk)
    area = found(request, code)
    held = {"standing": area.standing, "standing_from": area.standing_from, "name_cy": area.name_cy}
    form = forms.StandingForm(request.POST or None, initial=held)
    back = presenters.address(area)

    def do(told: dict[str, Any]) -> str:
        operations.set_standing(area=area, **told)
        return back

    page = FormPage(
        title=_("Standing of %(area)s") % {"area": name_of(area)},
        lead=_(
            "An intensive area tests on arrest and requires an assessment; others begin with prison and court."
        ),
        button=_("Save"),
        cancel=back,
        breadcrumbs=[presenters.home(), (name_of(area), back)],
    )
    return answers.form_page(request, form, page, do=do, done=_("The standing was saved."), changes=True)
