"""Documents that were read, for a plan or for the recommendations in them; and giving another."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand_service.accounts.access import needs
from evenhand_service.organisations.models import Area
from evenhand_service.plan.forms.documents import DocumentForm
from evenhand_service.plan.models import Document, Plan, ProposedRecommendation, ProposedRow
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.operations.reading import take_in
from evenhand_service.plan.presenters import document as shown
from evenhand_service.plan.presenters import recommended
from evenhand_service.plan.recommending.views.opening import crumbs as area_crumbs
from evenhand_service.plan.recommending.views.opening import open_area
from evenhand_service.plan.tasks import read_document
from evenhand_service.plan.views.opening import crumbs, either, form_page, open_plan


@needs("edit-plan")
@either
def list_documents(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Documents that were read for a plan, and reading another in the background."""
    found = open_plan(request, plan)
    told = {"plan": found, "breadcrumbs": crumbs(found)}
    return _documents(request, found.area, found, told)


@needs("edit-plan")
@either
def list_area_documents(request: HttpRequest, code: str) -> HttpResponse:
    """Documents of an area that were read without a plan, for the recommendations in them; and reading another."""
    area = open_area(request, code, "edit-plan")
    return _documents(request, area, None, {"breadcrumbs": area_crumbs(area)})


def _documents(request: HttpRequest, area: Area, plan: Plan | None, told: dict[str, Any]) -> HttpResponse:
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = take_in(
                area=area,
                plan=plan,
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
    held = Document.objects.visible_to(request.user).filter(area=area, plan=plan)
    rows = Prefetch("rows", ProposedRow.objects.only("document_id", "state"))
    asked = Prefetch("recommended", ProposedRecommendation.objects.only("document_id", "state"))
    documents = [
        {"one": one, "title": _title(one), "counts": shown.counts(one), "asked": recommended.counts(one)}
        for one in held.defer("unplaced", "groups", "notes").prefetch_related(rows, asked)
    ]
    return form_page(request, "plan/documents.jinja", form, documents=documents, **told)


def _title(document: Document) -> str:
    return document.source_title or document.form or str(document.get_state_display()) or _("Document")
