"""The map of loops: of one area with those within it, or of all areas that somebody may see; as a page and as a file."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.findings.areas import area_for, area_name, areas_within
from evenhand_service.organisations.models import Area
from evenhand_service.plan.limits import limits
from evenhand_service.plan.loops import presenters
from evenhand_service.plan.loops.drawing import drawing_of
from evenhand_service.plan.loops.queries import Loop, loops_of
from evenhand_service.plan.loops.rules import Reach


class Filters(forms.Form):
    """What the map is narrowed by."""

    reach = forms.ChoiceField(label=gettext_lazy("How far it has come"), required=False)
    characteristic = forms.ChoiceField(label=gettext_lazy("Characteristic"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Step"), required=False)
    unasked = forms.BooleanField(
        label=gettext_lazy("Actions that no finding or recommendation asked for"), required=False
    )

    def __init__(self, *args: Any, loops: list[Loop], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("All"))
        reaches = [(one.value, presenters.reach_words(one)) for one in Reach]
        self.fields["reach"].choices = [every, *reaches]  # type: ignore[attr-defined]
        for name in ("characteristic", "stage"):
            self.fields[name].choices = [every, *presenters.choices(loops, name)]  # type: ignore[attr-defined]


def _asked(query: Any) -> dict[str, str]:
    return {name: str(query.get(name, "")).strip()[:80] for name in Filters.base_fields}


def _opened(request: HttpRequest, code: str | None) -> tuple[Area | None, list[Loop], dict[Any, Area]]:
    """The area, its loops, and the areas by id that they are of."""
    area = area_for(request.user, code, "see-plan") if code else None
    loops = loops_of(request.user, areas_within(area) if area else None)
    places = Area.objects.filter(pk__in={one.area for one in loops})
    return area, loops, {one.pk: one for one in places}


@needs("see-plan")
@require_safe
def show_loops(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """Each chain from finding to verdict: which loops closed, which stop, and where. Source: F5, F7."""
    area, loops, places = _opened(request, code)
    asked, here = _asked(request.GET), request.path
    found = presenters.narrowed(loops, asked)
    page = Paginator(found, limits()["page_size"]).get_page(request.GET.get("page"))
    file = reverse("plan:export-loops", args=[area.code]) if area else reverse("plan:export-all-loops")
    context = {
        "area": area,
        "title": _("Loops: %(area)s") % {"area": area_name(area)} if area else _("Loops of all areas"),
        "counts": presenters.counts(loops, here),
        "drawing": drawing_of(loops),
        "total": len(loops),
        "closed": presenters.closed(loops),
        "rows": [presenters.row(one, places) for one in page],
        "pages": page,
        "form": Filters(asked, loops=loops),
        "is_filtered": any(asked.values()),
        "with_area": len(places) > 1,
        "areas": presenters.roll_up(loops, places) if len(places) > 1 else [],
        "file": file,
        "breadcrumbs": [(_("Plans"), reverse("plan:list-plans"))],
    }
    return render(request, "plan/loops/map.jinja", context)


@needs("see-plan")
@require_safe
def export_loops(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """The loops that the address asks for, as CSV."""
    area, loops, places = _opened(request, code)
    rows = [presenters.row(one, places) for one in presenters.narrowed(loops, _asked(request.GET))]
    answer = HttpResponse(presenters.as_csv(rows), content_type="text/csv; charset=utf-8")
    name = f"loops-{area.code if area else 'all'}-{timezone.localdate().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
