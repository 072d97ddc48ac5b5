"""Opens documents for pages, with the way that leads to them: from a plan, or from an area's recommendations."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.accounts.queries import may
from evenhand_service.plan.models import Document
from evenhand_service.plan.recommending.views.opening import crumbs as area_crumbs
from evenhand_service.plan.views.opening import crumbs as plan_crumbs


def open_document(request: HttpRequest, document: UUID) -> Document:
    """Return a document where the person may change the plans of its area."""
    found = (
        Document.objects.visible_to(request.user).select_related("plan", "area").filter(pk=document).first()
    )
    if found is None:
        raise Http404
    if found.plan is not None:
        found.plan.area = found.area
    if not may(request.user, "edit-plan", area=found.area_id):
        raise PermissionDenied
    return found


def list_of(document: Document) -> str:
    """Return the address of the documents that one stands among."""
    if document.plan_id:
        return reverse("plan:list-documents", args=[document.plan_id])
    return reverse("plan:list-area-documents", args=[document.area.code])


def crumbs(document: Document, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a document, and on."""
    listed = (_("Documents"), list_of(document))
    if document.plan is not None:
        return plan_crumbs(document.plan, listed, *more)
    return area_crumbs(document.area, listed, *more)


def page_of(document: Document) -> tuple[str, str]:
    """Return the step of the way that is a document's own page."""
    return _("What was read"), reverse("plan:show-document", args=[document.pk])


def found_in(rows: "QuerySet[Any]", wanted: UUID, document: Document) -> Any:
    """Return one row or recommendation of a document."""
    held = rows.filter(pk=wanted).first()
    if held is None:
        raise Http404
    held.document = document
    return held
