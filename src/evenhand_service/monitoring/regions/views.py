"""The quarterly review of a region. Source: A6, F7; 001 3.25."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.findings.areas import area_for, area_name
from evenhand_service.monitoring.findings.listing import words_of
from evenhand_service.monitoring.findings.presenters.listing import choices, samples
from evenhand_service.monitoring.findings.presenters.words import language
from evenhand_service.monitoring.regions import presenters, queries
from evenhand_service.monitoring.regions.queries import Reviewed
from evenhand_service.monitoring.runs.presenters import programme_words

SHOW = [
    ("", gettext_lazy("All areas")),
    ("worse", gettext_lazy("With a finding in which a group fares worse")),
    ("new", gettext_lazy("With a new finding")),
    ("no-step", gettext_lazy("With a finding without a next step")),
    ("no-release", gettext_lazy("Without an approved release")),
]


class ReviewFilters(forms.Form):
    """What a review is narrowed by."""

    programme = forms.ChoiceField(label=gettext_lazy("Programme"), required=False)
    show = forms.ChoiceField(label=gettext_lazy("Areas"), required=False, choices=SHOW)

    def __init__(self, *args: Any, programmes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one, programme_words(one)) for one in programmes]
        self.fields["programme"].choices = [("", _("Whichever is newest")), *named]  # type: ignore[attr-defined]


@needs("review-region")
@require_safe
def list_regions(request: HttpRequest) -> HttpResponse:
    """Lead to the region that the person reviews; with several, to the list."""
    found = queries.regions_for(request.user)
    if len(found) == 1:
        return redirect("monitoring:show-review", found[0].code)
    rows = [(area_name(one), reverse("monitoring:show-review", args=[one.code])) for one in found]
    return render(request, "monitoring/regions/list.jinja", {"rows": rows})


@needs("review-region")
@require_safe
def show_review(request: HttpRequest, code: str) -> HttpResponse:
    """The areas of a region as rows; the same as CSV where the address asks for it."""
    region = area_for(request.user, code, "review-region")
    areas = queries.parts_of(region)
    asked = {name: request.GET.get(name, "") for name in ("programme", "show")}
    every = queries.review(request.user, areas, programme=asked["programme"], language=language())
    sampled = samples(one for row in every for one in row.findings)
    offered = choices(sampled, words_of(request.user, set(sampled.values())))
    labels = dict(offered["stage"])
    funnels, funnel_day = queries.funnels_of(request.user, region)
    kept = [one for one in every if _fits(one, asked["show"])]
    columns = presenters.head(with_funnels=bool(funnels))
    rows = [presenters.row(one, funnels, labels, today=localdate()) for one in kept]
    if request.GET.get("format") == "csv":
        return _file(presenters.as_csv(columns, rows), code)
    names = {("characteristic", one): title for one, title in offered["characteristic"]}
    context = {
        "region": region,
        "region_name": area_name(region),
        "form": ReviewFilters(
            asked, programmes=sorted({one.release.programme for one in every if one.release})
        ),
        "is_filtered": any(asked.values()),
        "head": columns,
        "rows": rows,
        "heat": presenters.heat(every, names, labels),
        "areas": len(areas),
        "released": sum(one.release is not None for one in every),
        "unanswered": sum(one.without_step for one in every),
        "funnel_day": funnel_day,
        "breadcrumbs": [(_("Regions"), reverse("monitoring:review-region"))],
    }
    return render(request, "monitoring/regions/review.jinja", context)


def _fits(one: Reviewed, show: str) -> bool:
    return {
        "worse": bool(one.worse),
        "new": one.new > 0,
        "no-step": one.without_step > 0,
        "no-release": one.release is None,
    }.get(show, True)


def _file(text: str, code: str) -> HttpResponse:
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="review-{code.lower()}.csv"'
    return response
