"""Whose recommendations stand in a document, said once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand_service.accounts.access import needs
from evenhand_service.plan.enums import SourceKind
from evenhand_service.plan.forms.recommended import SourceForm
from evenhand_service.plan.models import Document
from evenhand_service.plan.operations import recommended as writing
from evenhand_service.plan.views.documents.opening import crumbs, open_document, page_of
from evenhand_service.plan.views.opening import either, form_page

_LIST = "plan:show-recommended"


@needs("edit-plan")
@either
def tell_source(request: HttpRequest, document: UUID) -> HttpResponse:
    """Say once whose recommendations stand in a document."""
    found = open_document(request, document)
    form = SourceForm(request.POST or None, initial=_source(found))
    if form.is_valid():
        writing.tell_source(document=found, **form.cleaned_data)
        messages.success(request, _("Those that are confirmed from now on say so."))
        return redirect(_LIST, found.pk)
    back = reverse(_LIST, args=[found.pk])
    way = crumbs(found, page_of(found), (_("Recommendations"), back))
    return form_page(request, "plan/recommended_source.jinja", form, back=back, breadcrumbs=way)


def _source(document: Document) -> dict[str, Any]:
    kind = SourceKind.COMMUNITY_PROJECT if document.groups else SourceKind.COMMITTEE
    return {
        "kind": document.source_kind or kind,
        "title": document.source_title,
        "address": document.source_address,
        "published": document.source_date,
        "lang": document.source_lang or (document.plan.lang if document.plan else get_language()),
    }
