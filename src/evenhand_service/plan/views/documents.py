"""Pages on which a plan is read from a document: proposals that somebody confirms, mends or leaves out, row by row."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evenhand.foundations import EvenhandError
from evenhand_service.accounts.access import needs
from evenhand_service.organisations.models import Organisation
from evenhand_service.plan import answering
from evenhand_service.plan.enums import Part, RowState
from evenhand_service.plan.forms.documents import DocumentForm, RowForm
from evenhand_service.plan.models import Document, ProposedRow
from evenhand_service.plan.operations import documents as operations
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.operations.reading import read_upload
from evenhand_service.plan.views.opening import crumbs, either, form_page, open_plan


@needs("edit-plan")
@either
def list_documents(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Documents that were read for a plan, and reading another."""
    found = open_plan(request, plan)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = read_upload(
                plan=found,
                person=request.user,
                content=b"" if getattr(file, "too_large", False) else file.read(),
                given_name=file.name,
                now=timezone.now(),
            )
        except EvenhandError as why:
            form.add_error("file", f"{why.what} {why.mend}")
        except NotAllowed as why:
            form.add_error("file", str(why))
        else:
            return redirect("plan:show-document", made.pk)
    held = list(Document.objects.visible_to(request.user).filter(plan=found).prefetch_related("rows"))
    rows = [{"one": one, "counts": _counts(one)} for one in held]
    return form_page(
        request, "plan/documents.jinja", form, plan=found, documents=rows, breadcrumbs=crumbs(found)
    )


def _counts(document: Document) -> dict[str, int]:
    states = [one.state for one in document.rows.all()]
    return {str(state): states.count(state) for state in RowState.values}


def _document(request: HttpRequest, document: UUID) -> Document:
    found = Document.objects.visible_to(request.user).select_related("plan__area").filter(pk=document).first()
    if found is None:
        raise Http404
    open_plan(request, found.plan_id)
    return found


@needs("edit-plan")
@require_safe
def show_document(request: HttpRequest, document: UUID) -> HttpResponse:
    """What was read of a document: each row with its words, and what could not be placed."""
    found = _document(request, document)
    rows = list(found.rows.select_related("action"))
    context = {
        "document": found,
        "plan": found.plan,
        "rows": rows,
        "counts": _counts(found),
        "next": next((one for one in rows if one.state == RowState.WAITING), None),
        "breadcrumbs": _crumbs(found),
    }
    return render(request, "plan/document.jinja", context)


def _crumbs(document: Document, *more: tuple[str, str]) -> list[tuple[str, str]]:
    listed = (_("Documents"), reverse("plan:list-documents", args=[document.plan_id]))
    return crumbs(document.plan, listed, *more)


@needs("edit-plan")
@either
def decide_row(request: HttpRequest, document: UUID, row: UUID) -> HttpResponse:
    """Confirm a row as it stands or mended, or leave it out; its words stand beside."""
    found = _document(request, document)
    held = found.rows.select_related("document__plan").filter(pk=row).first()
    if held is None:
        raise Http404
    held.document = found
    form = RowForm(request.POST or None, initial=_given(held))
    if request.method == "POST" and "skip" in request.POST:
        return _skip(request, held)
    if form.is_valid():
        try:
            operations.confirm_row(row=held, person=request.user, told=_told(form, held), now=timezone.now())
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("The row is an action of the plan now."))
            return _on(found)
    here = (_("What was read"), reverse("plan:show-document", args=[found.pk]))
    return form_page(
        request,
        "plan/row.jinja",
        form,
        document=found,
        row=held,
        total=found.rows.count(),
        breadcrumbs=_crumbs(found, here),
    )


def _skip(request: HttpRequest, row: ProposedRow) -> HttpResponse:
    because = str(request.POST.get("because", "")).strip()[:1000] or _("No reason was given.")
    try:
        operations.skip_row(row=row, person=request.user, because=because, now=timezone.now())
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


def _told(form: RowForm, row: ProposedRow) -> dict[str, Any]:
    told = dict(form.cleaned_data)
    bodies = list(Organisation.objects.filter(area_id=row.area_id))
    told["leads"] = answering.typed(told["leads"], Part.LEAD, bodies=bodies)
    for name in ("depends_on", "mentions"):
        told[name] = [one.strip() for one in told[name].split(",") if one.strip()]
    return told


@needs("edit-plan")
@require_POST
def put_back_row(request: HttpRequest, document: UUID, row: UUID) -> HttpResponse:
    """Let a row that was left out wait again."""
    found = _document(request, document)
    held = found.rows.filter(pk=row).first()
    if held is None:
        raise Http404
    operations.put_back(row=held)
    return redirect("plan:decide-row", found.pk, held.pk)
