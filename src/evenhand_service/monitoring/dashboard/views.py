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
from evenhand_service.monitoring.dashboard import addresses, exploring, listing, picks, presenters, queries
from evenhand_service.monitoring.dashboard.forms import AreaSearchForm, ExploreForm
from evenhand_service.monitoring.dashboard.opening import Opened, open_area, open_release, watermark
from evenhand_service.monitoring.dashboard.settings import dashboard
from evenhand_service.monitoring.findings.presenters.steps import next_steps


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
    if opened.release is None or opened.words is None or opened.shown is None:
        return _nothing(request, opened)
    places = [one["code"] for one in presenters.open_places(opened.words)]
    drawn = queries.first_figures(request.user, opened.shown, opened.language, places)
    exact = opened.shown if opened.look else None
    page = presenters.first_page(opened.area, opened.release, opened.words, drawn, shown=exact)
    done = {"next_steps": next_steps(request.user, opened.area)}
    return render(request, "monitoring/dashboard/first_page.jinja", _frame(request, opened) | page | done)


@needs("see-releases")
@require_safe
def explore_area(request: HttpRequest, code: str) -> HttpResponse:
    """One step by one characteristic in full, or small charts side by side; what is picked stands in the address."""
    opened = open_release(request, code, now=now())
    if opened.release is None or opened.words is None or opened.shown is None:
        return _nothing(request, opened)
    user, words = request.user, opened.words
    keys = queries.figure_keys(user, opened.shown, opened.language)
    shown = picks.pick(words, keys, request.GET)
    asked = _asked(opened, shown)
    context: dict[str, Any] = {"picked": shown, "title": words["question"]}
    if shown.view == "characteristics":
        titles = dict(words["characteristics"])
        context["small_charts"] = exploring.all_characteristics(user, opened.area, keys, shown, asked, titles)
    elif shown.view == "areas":
        names = {one["code"]: one["name"] for one in words["areas"]}
        context["small_charts"], context["page"] = exploring.all_areas(
            user, opened.shown, keys, shown, opened.language, names, request.GET.get("page", "1")
        )
    else:
        context |= exploring.in_full(
            user, opened.area, opened.shown, opened.release, keys, shown, asked, opened.language
        )
    context |= {
        "form": _form(opened, keys, shown),
        "here_again": addresses.explore(opened.area.code, **asked),
        "nothing": exploring.nothing_words(shown),
        "step": next((one["label"] for one in words["stages"] if one["id"] == shown.stage), ""),
    }
    return render(request, "monitoring/dashboard/explore.jinja", _frame(request, opened) | context)


@needs("see-releases")
@require_safe
def list_releases(request: HttpRequest, code: str) -> HttpResponse:
    """Every release of an area that the person may see, with its state and who approved it."""
    area, rights = open_area(request, code)
    found = queries.releases_of(request.user, area, most=dashboard()["periods_offered"])
    language = get_language() or "en"
    files = queries.files_of(request.user, found)
    rows = [presenters.listed_release(one, code, language) | {"files": files[one.pk]} for one in found]
    context = {
        "area": area,
        "rights": rights,
        "rows": rows,
        "lang": language,
        "language_names": dict(settings.LANGUAGES),
        "breadcrumbs": _crumbs(area.name, area.code),
    }
    return render(request, "monitoring/dashboard/releases.jinja", context)


def _asked(opened: Opened, shown: picks.Picked) -> dict[str, Any]:
    """What stands in the address of the page as it is: nothing depends on what is newest tomorrow."""
    return {
        "release": opened.release.pk if opened.release else "",
        "counts": "exact" if opened.look else "",
        "place": shown.place if opened.words and len(opened.words["areas"]) > 1 else "",
        "stage": shown.stage,
        "by": shown.by,
        "group": shown.group,
        "view": "" if shown.view == "one" else shown.view,
    }


def _form(opened: Opened, keys: Any, shown: picks.Picked) -> ExploreForm:
    releases = presenters.period_choices(opened.releases, get_language() or "en")
    offered = picks.offered(opened.words or {}, keys, shown)
    told = {name: getattr(shown, name) for name in ("place", "stage", "by", "group", "view")}
    told["release"] = str(opened.release.pk) if opened.release else ""
    return ExploreForm(told, offered=offered, releases=releases, auto_id="show-%s")


def _frame(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    """What every page over a release has: where one is, whether it is a draft, whether counts are exact."""
    area, release = opened.area, opened.release
    return {
        "area": area,
        "release": release,
        "rights": opened.rights,
        "releases": opened.releases,
        "lang": opened.language,
        "look": opened.look,
        "watermark": watermark(opened, request.user.name),
        "breadcrumbs": _crumbs(area.name, area.code),
        "may_ask_exact": "see-exact" in opened.rights and not opened.look,
    }


def _crumbs(name: str, code: str) -> list[tuple[str, str]]:
    return [(_("Areas"), reverse("monitoring:list-areas")), (name, addresses.first_page(code))]


def _nothing(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The area is there, and nothing of it to read: no release yet, or the one asked for was withdrawn."""
    return render(request, "monitoring/dashboard/nothing.jinja", _frame(request, opened))
