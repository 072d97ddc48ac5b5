"""Recommendations that were read in a document: whose they are, each confirmed, mended or left out, or many at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.plan.enums import RowState
from evenhand_service.plan.forms.recommended import RecommendedForm
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Document, ProposedRecommendation
from evenhand_service.plan.operations import documents as operations
from evenhand_service.plan.operations import recommended as writing
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.presenters import document as shown
from evenhand_service.plan.presenters import recommended
from evenhand_service.plan.queries.alike import alike_for
from evenhand_service.plan.views.documents.opening import crumbs, found_in, open_document, page_of
from evenhand_service.plan.views.documents.page import is_ticked
from evenhand_service.plan.views.opening import either, form_page
from evenhand_service.plan.views.reasons import reason_in

_LIST = "plan:show-recommended"


@needs("edit-plan")
@require_safe
def show_recommended(request: HttpRequest, document: UUID) -> HttpResponse:
    """Each recommendation of a document as it would stand among those of its area. Source: F6; 003, 000, 004."""
    return _page(request, open_document(request, document))


def _page(request: HttpRequest, document: Document, *, refused: Any = (), status: int = 200) -> HttpResponse:
    rows = list(document.recommended.select_related("recommendation"))
    page = Paginator(rows, limits()["page_size"]).get_page(request.GET.get("page"))
    context = {
        "document": document,
        "rows": [
            recommended.row(one, document, ticked=is_ticked(request, one, recommended.is_sure(one)))
            for one in page
        ],
        "pages": page,
        "counts": shown.counts_of(rows),
        "next": next((one for one in rows if one.state == RowState.WAITING), None),
        "sure": len([one for one in rows if recommended.is_sure(one)]),
        "refused": refused,
        "has_errors": bool(refused),
        "breadcrumbs": crumbs(document, page_of(document)),
    }
    return render(request, "plan/recommended.jinja", context, status=status)


@needs("edit-plan")
@require_POST
def confirm_recommended(request: HttpRequest, document: UUID) -> HttpResponse:
    """Confirm every recommendation that is ticked as it stands, or leave them all out; what cannot be says why."""
    found = open_document(request, document)
    ticked = {one for one in request.POST.getlist("rows") if one}
    rows = [one for one in found.recommended.filter(state=RowState.WAITING) if str(one.pk) in ticked]
    leaves_out = "skip" in request.POST
    if rows and not leaves_out and not found.source_kind:
        return redirect("plan:tell-source", found.pk)
    done, refused = 0, []
    for one in rows:
        one.document = found
        why = _left_out(request, one) if leaves_out else _as_it_stands(request, found, one)
        refused += [{"row": one, "why": why}] if why else []
        done += not why
    if done:
        _say(request, done, leaves_out=leaves_out)
    if refused or not rows:
        nothing = {"row": None, "why": _("None is ticked. Tick those that stand as they should.")}
        return _page(request, found, refused=refused or [nothing], status=422)
    return redirect(_LIST, found.pk)


def _say(request: HttpRequest, done: int, *, leaves_out: bool) -> None:
    told = (
        ngettext("%(num)s is left out. Its words stay here.", "%(num)s are left out. Their words stay here.", done)
        if leaves_out
        else ngettext("%(num)s recommendation is on record now.", "%(num)s recommendations are on record now.", done)
    )  # fmt: skip
    messages.success(request, told % {"num": done})


def _as_it_stands(request: HttpRequest, document: Document, one: ProposedRecommendation) -> str:
    """Confirm one; return why not where it has to be looked at by itself."""
    form = RecommendedForm(recommended.given(one, document))
    if not form.is_valid():
        return " ".join(f"{form.fields[name].label}: {' '.join(told)}" for name, told in form.errors.items())
    try:
        _confirm(request, document, one, form)
    except NotAllowed as why:
        return str(why)
    return ""


def _confirm(
    request: HttpRequest, document: Document, one: ProposedRecommendation, form: RecommendedForm
) -> bool:
    told = dict(form.cleaned_data)
    told["outcomes"] = recommended.outcomes_of(told["outcomes"], one, document)
    _made, is_new = writing.confirm_recommendation(
        proposed=one, person=request.user, told=told, now=timezone.now()
    )
    return is_new


def _left_out(request: HttpRequest, one: ProposedRecommendation) -> str:
    try:
        because = reason_in(request) or _("No reason was given.")
        operations.skip(proposed=one, person=request.user, because=because, now=timezone.now())
    except NotAllowed as why:
        return str(why)
    return ""


@needs("edit-plan")
@either
def decide_recommended(request: HttpRequest, document: UUID, proposed: UUID) -> HttpResponse:
    """Confirm a recommendation as it stands or mended, or leave it out; its words and what reads alike stand beside."""
    found = open_document(request, document)
    one = found_in(found.recommended, proposed, found)
    form = RecommendedForm(request.POST or None, initial=recommended.given(one, found))
    if request.method == "POST" and "skip" in request.POST:
        why = _left_out(request, one)
        (messages.error if why else messages.success)(
            request, why or _("It is left out. Its words stay here.")
        )
        return _on(found)
    if form.is_valid():
        try:
            is_new = _confirm(request, found, one, form)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            said = _("The recommendation is on record now.")
            same = _(
                "It was on record already from an earlier reading of the same words; it stands there once."
            )
            messages.success(request, said if is_new else same)
            return _on(found)
    text = form["text"].value() or ""
    alike = alike_for(request.user, found.area_id, text, source=recommended.source_of(one, found))
    back = reverse(_LIST, args=[found.pk])
    return form_page(
        request,
        "plan/recommended_one.jinja",
        form,
        document=found,
        row=one,
        shown=recommended.row(one, found, ticked=False),
        verbatim=shown.verbatim(one),
        alike=recommended.alike(alike) if one.state == RowState.WAITING else (),
        total=found.recommended.count(),
        breadcrumbs=crumbs(found, page_of(found), (_("Recommendations"), back)),
    )


def _on(document: Document) -> HttpResponse:
    """To the next one that waits, else to all of them."""
    waits = document.recommended.filter(state=RowState.WAITING).first()
    if waits is None:
        return redirect(_LIST, document.pk)
    return redirect("plan:decide-recommended", document.pk, waits.pk)


@needs("edit-plan")
@require_POST
def put_back_recommended(request: HttpRequest, document: UUID, proposed: UUID) -> HttpResponse:
    """Let a recommendation that was left out wait again."""
    found = open_document(request, document)
    operations.put_back(proposed=found_in(found.recommended, proposed, found))
    return redirect("plan:decide-recommended", found.pk, proposed)
