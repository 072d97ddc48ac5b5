"""The needs assessment of a partnership: the page, its words, their versions, what was agreed. Source: C11."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.monitoring.findings.areas import area_for, area_name
from evenhand_service.monitoring.findings.presenters.words import language
from evenhand_service.monitoring.needs import operations, presenters, queries
from evenhand_service.monitoring.needs.forms import AgreeForm, SectionForm
from evenhand_service.monitoring.needs.rules import seal, state_of, versions_of
from evenhand_service.monitoring.needs.sections import Section, section
from evenhand_service.organisations.models import Area

either = require_http_methods(["GET", "HEAD", "POST"])


def _frame(area: Area, *, deeper: bool = False) -> dict[str, Any]:
    crumbs = [(area_name(area), reverse("monitoring:show-area", args=[area.code]))]
    if deeper:
        crumbs.append((_("Needs assessment"), reverse("monitoring:show-needs", args=[area.code])))
    return {"area": area, "area_name": area_name(area), "breadcrumbs": crumbs}


@needs("see-releases")
@require_safe
def show_needs(request: HttpRequest, code: str) -> HttpResponse:
    """The assessment as it stands, beside the newest approved release."""
    user, area = request.user, area_for(request.user, code)
    texts = queries.texts_of(user, area.pk)
    agreements = queries.agreements_of(user, area.pk)
    release = queries.newest_release(user, area.pk)
    held = queries.beside(user, release, language()) if release else None
    versions = versions_of(texts)
    context = _frame(area) | {
        "sections": presenters.shown_sections(texts, held, code),
        "state": state_of(versions, agreements[0].versions if agreements else None),
        "agreements": agreements,
        "release": release,
        "newer": bool(agreements and release and agreements[0].release_id != release.pk),
        "may": _rights(user, area),
    }
    return render(request, "monitoring/needs/show.jinja", context)


def _rights(user: Any, area: Area) -> dict[str, bool]:
    held = permissions_of(user)
    return {name: name in held and may(user, name, area=area.pk) for name in ("edit-needs", "agree-needs")}


def _open(request: HttpRequest, code: str, name: str, permission: str) -> tuple[Area, Section | None]:
    area = area_for(request.user, code)
    if not may(request.user, permission, area=area.pk):
        raise PermissionDenied
    found = section(name)
    if name and found is None:
        raise Http404
    return area, found


@needs("edit-needs")
@either
def edit_section(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Write a section; whoever wrote meanwhile is shown beside one's own words."""
    area, one = _open(request, code, name, "edit-needs")
    held = queries.texts_of(request.user, area.pk).get(name)
    version = held.version if held else 0
    given = {"body": held.body if held else "", "lang": held.lang if held else language(), "version": version}
    form, conflict = SectionForm(request.POST or None, initial=given), None
    if form.is_valid():
        told = {part: form.cleaned_data[part] for part in ("body", "lang")}
        based = form.cleaned_data["version"]
        try:
            operations.write_section(
                area=area, section=name, person=request.user, based_on=based, now=now(), **told
            )
        except operations.ChangedMeanwhile as why:
            # Saved again, their words put together stand upon the version that is shown now.
            conflict = held
            form.data = form.data.copy()
            form.data["version"] = str(version)
            form.add_error(None, str(why))
        else:
            messages.success(request, _("The section is saved. Earlier versions are kept."))
            return redirect(f"{reverse('monitoring:show-needs', args=[code])}#{name}")
    context = _frame(area, deeper=True) | {
        "title": one.titled(language()) if one else "",
        "guide": one.guided(language()) if one else "",
        "form": form,
        "conflict": conflict,
        "has_errors": bool(form.errors),
        "back": f"{reverse('monitoring:show-needs', args=[code])}#{name}",
        "history": reverse("monitoring:list-section-versions", args=[code, name]) if version else "",
    }
    return render(request, "monitoring/needs/edit.jinja", context, status=422 if form.errors else 200)


@needs("see-releases")
@require_safe
def list_versions(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Every version of a section, with who wrote it and when."""
    area, one = area_for(request.user, code), section(name)
    if one is None:
        raise Http404
    rows = queries.versions_of_section(request.user, area.pk, name)
    context = _frame(area, deeper=True) | {"title": one.titled(language()), "versions": rows}
    return render(request, "monitoring/needs/versions.jinja", context)


@needs("agree-needs")
@either
def agree_needs(request: HttpRequest, code: str) -> HttpResponse:
    """Agree the assessment as it stands, in one's own name, with the release beside it."""
    area, _none = _open(request, code, "", "agree-needs")
    release = queries.newest_release(request.user, area.pk)
    texts = queries.texts_of(request.user, area.pk)
    seen = seal(versions_of(texts), release.pk if release else None)
    form = AgreeForm(request.POST or None, initial={"seen": seen})
    if release and form.is_valid():
        try:
            made = operations.agree(
                area=area, person=request.user, release=release, seen=form.cleaned_data["seen"], now=now()
            )
        except operations.ChangedMeanwhile as why:
            form = AgreeForm({"seen": seen})
            form.full_clean()
            form.add_error(None, str(why))
        else:
            messages.success(request, _("The assessment is agreed in your name."))
            return redirect("monitoring:show-agreed-needs", code, made.number)
    written = [one for one in presenters.shown_sections(texts, None, code) if one["text"]]
    missing = [one for one in presenters.shown_sections(texts, None, code) if not one["text"]]
    context = _frame(area, deeper=True) | {
        "form": form,
        "release": release,
        "written": written,
        "missing": missing,
        "has_errors": bool(form.errors),
        "back": reverse("monitoring:show-needs", args=[code]),
    }
    return render(request, "monitoring/needs/agree.jinja", context, status=422 if form.errors else 200)


@needs("see-releases")
@require_safe
def show_agreed(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The assessment as somebody agreed it: its words then, beside the release of then."""
    user, area = request.user, area_for(request.user, code)
    made = next((one for one in queries.agreements_of(user, area.pk) if one.number == number), None)
    if made is None:
        raise Http404
    stands = queries.stands(made.release)
    held = queries.beside(user, made.release, language(), until=made.agreed_at) if stands else None
    context = _frame(area, deeper=True) | {
        "agreement": made,
        "release": made.release,
        "withheld": held is None,
        "sections": presenters.shown_sections(queries.texts_as_agreed(user, made), held, code),
    }
    return render(request, "monitoring/needs/agreed.jinja", context)
