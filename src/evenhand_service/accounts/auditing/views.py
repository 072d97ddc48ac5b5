"""The page of the audit log."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.auditing.forms import LogFilter
from evenhand_service.accounts.auditing.presenters import rows, subjects
from evenhand_service.accounts.auditing.queries import log_page


@needs("read-audit")
def log(request: HttpRequest) -> HttpResponse:
    """Show who wrote and read what, the latest first."""
    form = LogFilter(request.GET, subjects=subjects())
    asked = form.cleaned_data if form.is_valid() else {}
    before = request.GET.get("before", "")
    page = log_page(request.user, asked=asked, before=int(before) if before.isdecimal() else None)
    kept = [(name, value) for name, value in request.GET.items() if name != "before" and value]
    older = "?" + urlencode([*kept, ("before", page.older)]) if page.older else ""
    shown = {"form": form, "rows": rows(page), "older": older, "has_errors": bool(form.errors)}
    return render(request, "accounts/auditing/log.jinja", shown)
