"""The map of loops: of one area with those within it, or of all areas that somebody may see; as a page and as a file."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.common.rows_sent import csv_sent
from evenhand_service.monitoring.findings.areas import area_for, area_name, areas_within
from evenhand_service.organisations.models import Area
from evenhand_service.plan.limits import limits
from evenhand_service.plan.loops import presenters
from evenhand_service.plan.loops.counting import Counted, count_loops
from evenhand_service.plan.loops.drawing import drawing_of
from evenhand_service.plan.loops.queries import Loops
from evenhand_service.plan.loops.rules import Reach


class Filters(forms.Form):
    """What the map is narrowed by."""

    reach = forms.ChoiceField(label=gettext_lazy("How far it has come"), required=False)
    characteristic = forms.ChoiceField(label=gettext_lazy("Characteristic"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Step"), required=False)
    unasked = forms.BooleanField(
        label=gettext_lazy("Actions that no finding or recommendation asked for"), required=False
    )

    def __init__(self, *args: Any, counted: Counted, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("All"))
        reaches = [(one.value, presenters.reach_words(one)) for one in Reach]
        self.fields["reach"].choices = [every, *reaches]  # type: ignore[attr-defined]
        for place, name in enumerate(("stage", "characteristic")):
            self.fields[name].choices = [every, *presenters.choices(counted, place)]  # type: ignore[attr-defined]


def _asked(query: Any) -> dict[str, str]:
    return {name: str(query.get(name, "")).strip()[:80] for name in Filters.base_fields}


def _opened(request: HttpRequest, code: str | None) -> tuple[Area | None, Loops, dict[Any, Area]]:
    """The area, its loops as the address narrows them, and the areas by id that they are of."""
    area = area_for(request.user, code, "see-plan") if code else None
    areas = areas_within(area) if area else None
    counted = count_loops(request.user, areas)
    loops = Loops(user=request.user, areas=areas, counted=counted, asked=_asked(request.GET))
    return area, loops, Area.objects.in_bulk(list(counted.by_area))


@needs("see-plan")
@require_safe
def show_loops(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """Each chain from finding to verdict: which loops closed, which stop, and where. Source: F5, F7."""
    area, loops, places = _opened(request, code)
    counted = loops.counted
    page = Paginator(loops, limits()["list_size"]).get_page(request.GET.get("page"))
    file = reverse("plan:export-loops", args=[area.code]) if area else reverse("plan:export-all-loops")
    context = {
        "area": area,
        "title": _("Loops: %(area)s") % {"area": area_name(area)} if area else _("Loops of all areas"),
        "counts": presenters.counts(counted, request.path),
        "drawing": drawing_of(counted.paths),
        "total": counted.total,
        "closed": counted.closed,
        "left_out": counted.left_out,
        "rows": [presenters.row(one, places) for one in page],
        "pages": page,
        "form": Filters(loops.asked, counted=counted),
        "is_filtered": any(loops.asked.values()),
        "with_area": len(places) > 1,
        "areas": presenters.roll_up(counted, places) if len(places) > 1 else [],
        "file": file,
        "breadcrumbs": [(_("Plans"), reverse("plan:list-plans"))],
    }
    return render(request, "plan/loops/map.jinja", context)


@needs("see-plan")
@require_safe
def export_loops(request: HttpRequest, code: str | None = None) -> StreamingHttpResponse:
    """The loops that the address asks for, as CSV, a part at a time."""
    area, loops, places = _opened(request, code)
    size = limits()["rows_at_once"]
    rows = (presenters.cells(presenters.row(one, places)) for one in loops.every(size))
    name = f"loops-{area.code if area else 'all'}-{timezone.localdate().isoformat()}.csv"
    return csv_sent(name, presenters.head(), rows, person=request.user.pk, at_once=size)
