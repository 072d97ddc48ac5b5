"""Whom a finding concerns: contracts, providers, places, and whom to ring."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.commissioning.concerned import presenters, queries
from evenhand_service.monitoring.findings.detail import findings_of, shown, thread_for
from evenhand_service.monitoring.findings.presenters.words import words_of
from evenhand_service.organisations import answers


@require_safe
@needs("see-releases")
def show_concerned(request: HttpRequest, thread: UUID) -> HttpResponse:
    """Contracts, services and bodies that answer for the step of a finding in its area. Source: A5."""
    one = thread_for(request.user, thread)
    finding = shown(findings_of(request.user, one))
    found = queries.concerned_by(request.user, one, today=timezone.localdate())
    sees = bool({"see-contracts", "see-own-contracts"} & permissions_of(request.user))
    page = presenters.concerned_page(one, words_of(finding)["short"], found, sees_contracts=sees)
    return answers.detail(request, page)
