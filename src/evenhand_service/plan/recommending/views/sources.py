"""The sources that come with Evenhand, loaded into an area after one look at what comes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.plan.recommending.forms import SourcesForm
from evenhand_service.plan.recommending.loading import Source, already_there, load_sources, shipped_sources
from evenhand_service.plan.recommending.views.opening import crumbs, open_area
from evenhand_service.plan.views.opening import either, form_page


@needs("edit-plan")
@either
def load(request: HttpRequest, code: str) -> HttpResponse:
    """Say what would come, and load what is chosen; what is there already stays as it is. Source: F6; 003, 000, 004."""
    area = open_area(request, code, "edit-plan")
    sources = shipped_sources()
    there = already_there(request.user, area, sources)
    form = SourcesForm(
        request.POST or None,
        initial={"sources": [one.key for one in sources if there[one.key] < len(one.rows)]},
        choices=[(one.key, _choice(one, there[one.key])) for one in sources],
    )
    if form.is_valid():
        chosen = [one for one in sources if one.key in form.cleaned_data["sources"]]
        made = load_sources(area=area, person=request.user, sources=chosen, now=timezone.now())
        said = ngettext(
            "%(count)s recommendation came. What was there already stayed as it was.",
            "%(count)s recommendations came. What was there already stayed as it was.",
            made,
        )
        messages.success(request, said % {"count": made})
        return redirect("plan:list-recommendations", area.code)
    return form_page(
        request,
        "plan/recommending/load.jinja",
        form,
        area_name=area_name(area),
        back=reverse("plan:list-recommendations", args=[area.code]),
        breadcrumbs=crumbs(area),
    )


def _choice(one: Source, there: int) -> str:
    """A source with how many recommendations it has, and how many of them the area has already."""
    return _("%(title)s: %(number)s recommendations, %(there)s of them here already") % {
        "title": one.title,
        "number": len(one.rows),
        "there": there,
    }
