"""Pages over releases. Each reads what a run left, and computes nothing."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import anybody, needs
from evenhand_service.monitoring.dashboard import addresses, listing, pieces, presenters, queries, told
from evenhand_service.monitoring.dashboard.forms import AreaSearchForm
from evenhand_service.monitoring.dashboard.opening import Opened, open_area, open_release, watermark
from evenhand_service.monitoring.dashboard.settings import dashboard
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.findings.presenters.steps import next_steps
from evenhand_service.monitoring.releases.notes import newest_since
from evenhand_service.monitoring.releases.settled import piece_of
from evenhand_service.organisations.models import Area


@anybody
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead a person to the area they work in; with several, to the list; others to what is public."""
    if not request.user.is_authenticated:
        try:
            return redirect("publication:list-releases")
        except NoReverseMatch:
            return redirect("account_login")
    areas = queries.areas_for(request.user)[:2]
    if len(areas) == 1:
        return redirect("monitoring:show-area", areas[0].code)
    return redirect("monitoring:list-areas")


@needs("see-releases")
@require_safe
def list_areas(request: HttpRequest) -> HttpResponse:
    """Every area whose releases the person may see, with what its newest release says first."""
    form = AreaSearchForm(request.GET)
    found = form.cleaned_data["q"].strip() if form.is_valid() else ""
    page = listing.areas_page(request.user, found, request.GET.get("page", "1"))
    rows = listing.area_rows(request.user, page.object_list, get_language() or "en")
    context = {"form": form, "page": page, "rows": rows, "asked": found}
    return render(request, "monitoring/dashboard/areas.jinja", context)


@needs("see-releases")
@require_safe
def show_area(request: HttpRequest, code: str) -> HttpResponse:
    """The first page of an area."""
    opened = open_release(request, code, now=now())
    if opened.release is None or opened.shown is None:
        return _nothing(request, opened)
    steps = next_steps(request.user, opened.area)
    later = newest_since(request.user, opened.release)
    key = ("first page", opened.may_ask_exact, later is not None, *(tuple(one.items()) for one in steps))
    asked = pieces.asked_of(request.GET)
    piece = piece_of(
        opened.shown, key, lambda: pieces.first_page(opened, steps, asked, said_later=later is not None)
    )
    if piece is None:
        return _nothing(request, opened)
    noted = {"piece": piece, "later": later, "later_here": pieces.LATER_HERE, "tables": told.tables(opened)}
    return render(request, "monitoring/dashboard/first_page.jinja", _frame(request, opened) | noted)


@needs("see-releases")
@require_safe
def explore_area(request: HttpRequest, code: str) -> HttpResponse:
    """One step by one characteristic in full, or small charts side by side; what is picked stands in the address."""
    opened = open_release(request, code, now=now())
    if opened.release is None or opened.shown is None:
        return _nothing(request, opened)
    asked = pieces.asked_of(request.GET)
    near = pieces.near(opened, asked)
    key = ("explore", tuple(asked.values()), tuple(near), tuple(opened.offered))
    piece = piece_of(opened.shown, key, lambda: pieces.explore(opened, asked, near))
    if piece is None:
        return _nothing(request, opened)
    return render(request, "monitoring/dashboard/explore.jinja", _frame(request, opened) | {"piece": piece})


@needs("see-releases")
@require_safe
def list_releases(request: HttpRequest, code: str) -> HttpResponse:
    """Every release of an area that the person may see, with its state and who approved it."""
    area, rights = open_area(request, code)
    most = dashboard()["periods_offered"]
    found = queries.releases_of(request.user, area, most=most)
    changes = tuple((one.pk, one.state, one.is_published, one.withdrawn_because) for one in found)
    known = all(one.state != ReleaseState.DRAFT for one in found)
    context = {
        "area": area,
        "rights": rights,
        "found": found,
        "rows": lambda: _listed(request.user, area, most),
        "rows_key": (area.pk, changes, rights) if known else None,
        "lang": get_language() or "en",
        "language_names": dict(settings.LANGUAGES),
        "breadcrumbs": _crumbs(area.name, area.code),
    }
    return render(request, "monitoring/dashboard/releases.jinja", context)


def _listed(user: Any, area: Area, most: int) -> list[dict[str, Any]]:
    """The releases of an area with their words and files: two queries."""
    found = queries.listed_releases(user, area, most=most)
    files, language = queries.files_of(user, found), get_language() or "en"
    return [presenters.listed_release(one, area.code, language) | {"files": files[one.pk]} for one in found]


def _frame(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    """What every page over a release has: where one is, whether it is a draft, whether counts are exact."""
    area, release = opened.area, opened.release
    return {
        "area": area,
        "release": release,
        "rights": opened.rights,
        "lang": get_language() or "en",
        "look": opened.look,
        "watermark": watermark(opened, request.user.name),
        "breadcrumbs": _crumbs(area.name, area.code),
        "may_ask_exact": opened.may_ask_exact,
    }


def _crumbs(name: str, code: str) -> list[tuple[str, str]]:
    return [(_("Areas"), reverse("monitoring:list-areas")), (name, addresses.first_page(code))]


def _nothing(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The area is there, and nothing of it to read: no release yet, or the one asked for was withdrawn."""
    return render(request, "monitoring/dashboard/nothing.jinja", _frame(request, opened))
