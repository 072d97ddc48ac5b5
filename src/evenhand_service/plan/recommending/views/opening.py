"""Opens areas and recommendations for pages: what somebody may not see is not there, what they may not do is refused."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.monitoring.findings.areas import area_for, area_name
from evenhand_service.organisations.models import Area
from evenhand_service.plan.models import Recommendation
from evenhand_service.plan.recommending.detail import recommendation_for
from evenhand_service.plan.views.opening import form_page


def open_area(request: HttpRequest, code: str, permission: str = "see-plan") -> Area:
    """Return an area whose plans the person may see; without the permission that is asked for they are refused."""
    area = area_for(request.user, code, "see-plan")
    if permission != "see-plan" and not may(request.user, permission, area=area.pk):
        raise PermissionDenied
    return area


def may_edit(user: Any, area: UUID) -> bool:
    """Return whether somebody may write recommendations of an area."""
    return "edit-plan" in permissions_of(user) and may(user, "edit-plan", area=area)


def open_recommendation(
    request: HttpRequest, recommendation: UUID, permission: str = "edit-plan"
) -> Recommendation:
    """Return a recommendation where the person has the permission in its area."""
    found = recommendation_for(request.user, recommendation)
    if not may(request.user, permission, area=found.area_id):
        raise PermissionDenied
    return found


def crumbs(area: Area, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to an area's recommendations, and on."""
    here = (area_name(area), reverse("plan:list-recommendations", args=[area.code]))
    return [(_("Recommendations"), reverse("plan:list-recommendation-areas")), here, *more]


def about_page(request: HttpRequest, one: Recommendation, form: Any, **more: Any) -> HttpResponse:
    """Draw a form about one recommendation, beside its words."""
    back = reverse("plan:show-recommendation", args=[one.pk])
    way = crumbs(one.area, (_("Recommendation"), back))
    return form_page(
        request, "plan/recommending/about.jinja", form, one=one, back=back, breadcrumbs=way, **more
    )
