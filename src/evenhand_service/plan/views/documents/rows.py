"""Rows of a plan that were read in a document: confirmed as they stand, many at once, mended one by one, or left out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from evenhand_service.accounts.access import needs
from evenhand_service.organisations.models import Organisation
from evenhand_service.plan import answering
from evenhand_service.plan.enums import Part, RowState
from evenhand_service.plan.forms.documents import RowForm
from evenhand_service.plan.models import Document, ProposedRow
from evenhand_service.plan.operations import documents as operations
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.presenters import document as shown
from evenhand_service.plan.queries.finding import people_of
from evenhand_service.plan.views.documents.opening import crumbs, found_in, open_document, page_of
from evenhand_service.plan.views.documents.page import document_page
from evenhand_service.plan.views.opening import either, form_page
from evenhand_service.plan.views.reasons import reason_in


@needs("edit-plan")
@require_POST
def confirm_rows(request: HttpRequest, document: UUID) -> HttpResponse:
    """Confirm every row that is ticked as it stands; one that cannot be says why, and the others are confirmed."""
    found = open_document(request, document)
    ticked = [one for one in request.POST.getlist("rows") if one]
    rows = [one for one in found.rows.filter(state=RowState.WAITING) if str(one.pk) in ticked]
    refused = [why for one in rows if (why := _confirm_as_it_stands(request, found, one))]
    operations.put_in_order(found)
    if len(rows) > len(refused):
        done = len(rows) - len(refused)
        told = ngettext("%(num)s row is in the plan now.", "%(num)s rows are in the plan now.", done)
        messages.success(request, told % {"num": done})
    if refused or not rows:
        nothing = {"row": None, "why": _("No row is ticked. Tick those that stand as they should.")}
        return document_page(request, found, refused=refused or [nothing], status=422)
    return redirect("plan:show-document", found.pk)


def _confirm_as_it_stands(
    request: HttpRequest, document: Document, row: ProposedRow
) -> dict[str, Any] | None:
    """Confirm a row; return why not where it has to be looked at by itself."""
    row.document = document
    form = RowForm(_given(row))
    if not form.is_valid():
        why = " ".join(f"{form.fields[name].label}: {' '.join(told)}" for name, told in form.errors.items())
        return {"row": row, "why": why}
    try:
        operations.confirm_row(
            row=row, person=request.user, told=_told(request, form, row), now=timezone.now()
        )
    except NotAllowed as why:
        return {"row": row, "why": str(why)}
    return None


@needs("edit-plan")
@either
def decide_row(request: HttpRequest, document: UUID, row: UUID) -> HttpResponse:
    """Confirm a row as it stands or mended, or leave it out; its words stand beside."""
    found = open_document(request, document)
    held = found_in(found.rows, row, found)
    form = RowForm(request.POST or None, initial=_given(held))
    if request.method == "POST" and "skip" in request.POST:
        return _skip(request, held)
    if form.is_valid():
        try:
            operations.confirm_row(
                row=held, person=request.user, told=_told(request, form, held), now=timezone.now()
            )
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            operations.put_in_order(found)
            messages.success(request, _("The row is an action of the plan now."))
            return _on(found)
    return form_page(
        request,
        "plan/row.jinja",
        form,
        document=found,
        row=held,
        verbatim=shown.verbatim(held),
        doubts=shown.doubts(held),
        sure=None if held.confidence is None else round(held.confidence * 10),
        total=found.rows.count(),
        breadcrumbs=crumbs(found, page_of(found)),
    )


def _skip(request: HttpRequest, row: ProposedRow) -> HttpResponse:
    try:
        because = reason_in(request) or _("No reason was given.")
        operations.skip(proposed=row, person=request.user, because=because, now=timezone.now())
    except NotAllowed as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The row is left out. Its words stay here."))
    return _on(row.document)


def _on(document: Document) -> HttpResponse:
    """To the next row that waits, else to all of them."""
    waits = document.rows.filter(state=RowState.WAITING).first()
    if waits is None:
        return redirect("plan:show-document", document.pk)
    return redirect("plan:decide-row", document.pk, waits.pk)


def _given(row: ProposedRow) -> dict[str, Any]:
    told = row.proposal
    return {
        "reference": told.get("reference", ""),
        "theme": told.get("theme", ""),
        "supporting": told.get("supporting", False),
        "aim": told.get("aim", ""),
        "action": told.get("action", ""),
        "when": told.get("when", ""),
        "leads": "\n".join(answering.words_of(one["name"], one["agency"]) for one in told.get("leads", ())),
        "progress": told.get("progress", ""),
        "depends_on": ", ".join(told.get("depends_on", ())),
        "mentions": ", ".join(told.get("mentions", ())),
    }


def _told(request: HttpRequest, form: RowForm, row: ProposedRow) -> dict[str, Any]:
    told = dict(form.cleaned_data)
    bodies = list(Organisation.objects.filter(area_id=row.area_id))
    people = people_of(request.user, row.area_id, today=timezone.localdate())
    told["leads"] = answering.typed(told["leads"], Part.LEAD, bodies=bodies, people=people)
    for name in ("depends_on", "mentions"):
        told[name] = [one.strip() for one in told[name].split(",") if one.strip()]
    return told


@needs("edit-plan")
@require_POST
def put_back_row(request: HttpRequest, document: UUID, row: UUID) -> HttpResponse:
    """Let a row that was left out wait again."""
    found = open_document(request, document)
    held = found_in(found.rows, row, found)
    operations.put_back(proposed=held)
    return redirect("plan:decide-row", found.pk, held.pk)
