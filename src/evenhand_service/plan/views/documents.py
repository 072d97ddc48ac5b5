"""Pages on which a plan is read from a document: proposals that somebody confirms, mends or leaves out, row by row."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.organisations.models import Organisation
from evenhand_service.plan import answering
from evenhand_service.plan.enums import DocumentState, Part, RowState
from evenhand_service.plan.forms.documents import DocumentForm, RowForm
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Document, ProposedRow
from evenhand_service.plan.operations import documents as operations
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.operations.reading import take_in
from evenhand_service.plan.presenters import document as shown
from evenhand_service.plan.queries.finding import people_of
from evenhand_service.plan.tasks import read_document
from evenhand_service.plan.views.opening import crumbs, either, form_page, open_plan


@needs("edit-plan")
@either
def list_documents(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Documents that were read for a plan, and reading another in the background."""
    found = open_plan(request, plan)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = take_in(
                plan=found,
                person=request.user,
                content=b"" if getattr(file, "too_large", False) else file.read(),
                given_name=file.name,
                pages=form.cleaned_data["pages"],
                now=timezone.now(),
            )
        except NotAllowed as why:
            form.add_error("file", str(why))
        else:
            read_document.enqueue(str(made.pk), str(request.user.pk))
            return redirect("plan:show-document", made.pk)
    held = Document.objects.visible_to(request.user).filter(plan=found).defer("unplaced")
    rows = [{"one": one, "counts": shown.counts(one)} for one in held.prefetch_related("rows")]
    return form_page(
        request, "plan/documents.jinja", form, plan=found, documents=rows, breadcrumbs=crumbs(found)
    )


def _document(request: HttpRequest, document: UUID) -> Document:
    found = Document.objects.visible_to(request.user).select_related("plan__area").filter(pk=document).first()
    if found is None:
        raise Http404
    open_plan(request, found.plan_id)
    return found


@needs("edit-plan")
@require_safe
def show_document(request: HttpRequest, document: UUID) -> HttpResponse:
    """How far reading is; then each row with what would stand in the plan, and what could not be placed."""
    return _document_page(request, _document(request, document))


def _document_page(
    request: HttpRequest, document: Document, *, refused: Any = (), status: int = 200
) -> HttpResponse:
    context = {"document": document, "plan": document.plan, "breadcrumbs": _crumbs(document)}
    if document.state == DocumentState.WAITING:
        return render(request, "plan/reading.jinja", context | {"progress": shown.progress(document)})
    if document.state == DocumentState.REFUSED:
        return render(request, "plan/unreadable.jinja", context)
    rows = list(document.rows.select_related("action"))
    page = Paginator(rows, limits()["page_size"]).get_page(request.GET.get("page"))
    ticked = request.POST.getlist("rows")
    context |= {
        "rows": [shown.row(one, ticked=_is_ticked(request, one, ticked)) for one in page],
        "pages": page,
        "counts": shown.counts(document),
        "next": next((one for one in rows if one.state == RowState.WAITING), None),
        "sure": len([one for one in rows if one.state == RowState.WAITING and shown.is_sure(one)]),
        "refused": refused,
        "has_errors": bool(refused),
    }
    return render(request, "plan/document.jinja", context, status=status)


def _is_ticked(request: HttpRequest, row: ProposedRow, ticked: list[str]) -> bool:
    wanted = request.GET.get("tick")
    return str(row.pk) in ticked or wanted == "all" or (wanted == "sure" and shown.is_sure(row))


@needs("edit-plan")
@require_POST
def confirm_rows(request: HttpRequest, document: UUID) -> HttpResponse:
    """Confirm every row that is ticked as it stands; one that cannot be says why, and the others are confirmed."""
    found = _document(request, document)
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
        return _document_page(request, found, refused=refused or [nothing], status=422)
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
            operations.confirm_row(
                row=held, person=request.user, told=_told(request, form, held), now=timezone.now()
            )
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            operations.put_in_order(found)
            messages.success(request, _("The row is an action of the plan now."))
            return _on(found)
    here = (_("What was read"), reverse("plan:show-document", args=[found.pk]))
    return form_page(
        request,
        "plan/row.jinja",
        form,
        document=found,
        row=held,
        verbatim=shown.verbatim(held),
        sure=None if held.confidence is None else round(held.confidence * 10),
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
    found = _document(request, document)
    held = found.rows.filter(pk=row).first()
    if held is None:
        raise Http404
    operations.put_back(row=held)
    return redirect("plan:decide-row", found.pk, held.pk)
