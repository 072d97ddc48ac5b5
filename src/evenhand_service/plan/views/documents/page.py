"""What was read of a document: how far reading is, rows of a plan, recommendations, and what could not be placed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.plan.enums import DocumentState, RowState
from evenhand_service.plan.forms.recommended import WhichPlanForm
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Document, Plan
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.operations.recommended import choose_plan as choose
from evenhand_service.plan.presenters import document as shown
from evenhand_service.plan.presenters import doubtful, recommended
from evenhand_service.plan.views.documents.opening import crumbs, list_of, open_document


@needs("edit-plan")
@require_safe
def show_document(request: HttpRequest, document: UUID) -> HttpResponse:
    """How far reading is; then each row with what would stand in the plan, and what could not be placed."""
    return document_page(request, open_document(request, document))


def document_page(
    request: HttpRequest, document: Document, *, refused: Any = (), which: Any = None, status: int = 200
) -> HttpResponse:
    """Draw what was read of a document, with why some rows were not taken over."""
    context = {
        "document": document, "plan": document.plan, "listed": list_of(document), "breadcrumbs": crumbs(document)
    }  # fmt: skip
    if document.state == DocumentState.WAITING:
        return render(request, "plan/reading.jinja", context | {"progress": shown.progress(document)})
    if document.state == DocumentState.REFUSED:
        told = doubtful.refusal(document.notes, document.refused_what, document.refused_mend)
        return render(request, "plan/unreadable.jinja", context | {"refusal": told})
    rows = list(document.rows.select_related("action"))
    page = Paginator(rows, limits()["page_size"]).get_page(request.GET.get("page"))
    if rows and document.plan is None:
        which = which or WhichPlanForm(plans=_plans(request, document))
    context |= {
        "rows": [shown.row(one, ticked=is_ticked(request, one, shown.is_sure(one))) for one in page],
        "pages": page,
        "counts": shown.counts_of(rows),
        "asked": recommended.counts(document),
        "next": next((one for one in rows if one.state == RowState.WAITING), None),
        "sure": len([one for one in rows if shown.is_sure(one)]),
        "notes": doubtful.notes(document.notes),
        "unplaced": shown.unplaced(document, limits()["unplaced_shown"]),
        "refused": refused,
        "which": which,
        "has_errors": bool(refused) or bool(which and which.errors),
    }
    return render(request, "plan/document.jinja", context, status=status)


def is_ticked(request: HttpRequest, one: Any, sure: bool) -> bool:
    """Return whether somebody ticked it just now, or asks that it comes ticked."""
    wanted = request.GET.get("tick")
    return str(one.pk) in request.POST.getlist("rows") or wanted == "all" or (wanted == "sure" and sure)


def _plans(request: HttpRequest, document: Document) -> Any:
    return Plan.objects.for_change(request.user).filter(area_id=document.area_id)


@needs("edit-plan")
@require_POST
def choose_plan(request: HttpRequest, document: UUID) -> HttpResponse:
    """Say which plan the rows of a document go into that was given without one."""
    found = open_document(request, document)
    form = WhichPlanForm(request.POST, plans=_plans(request, found))
    if not form.is_valid():
        return document_page(request, found, which=form, status=422)
    try:
        choose(document=found, plan=form.plans[form.cleaned_data["plan"]])
    except NotAllowed as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Its rows go into this plan once they are confirmed."))
    return redirect("plan:show-document", found.pk)
