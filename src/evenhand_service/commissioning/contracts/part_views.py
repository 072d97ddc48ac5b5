"""Pages that add to a contract: what it covers, and its equality terms."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand_service.accounts.access import needs
from evenhand_service.commissioning.choosing import finding_choices, thread_of
from evenhand_service.commissioning.concerned.queries import findings_of
from evenhand_service.commissioning.contracts import forms, operations, presenters
from evenhand_service.commissioning.contracts.views import changeable, form_of
from evenhand_service.commissioning.settled import limits
from evenhand_service.organisations.models import Service

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@needs("commission")
def cover(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Say what a contract covers."""
    one = changeable(request, contract_id)
    services = Service.objects.visible_to(request.user).filter(organisation_id=one.organisation_id)
    services = services.select_related("organisation").prefetch_related("words").order_by("pk")
    form = forms.CoverForm(request.POST or None, services=services)

    def do(told: dict[str, Any]) -> str:
        operations.cover(contract=one, **told)
        return presenters.address(one)

    return form_of(request, one, form, do, title=_("Add what it covers"), done=_("It was added."))


@both
@needs("commission")
def add_term(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Add an equality term."""
    one = changeable(request, contract_id)
    own = findings_of(request.user, one, most=limits()["choices"])
    held = {str(row.thread): own.words[row.id] for row in own.findings}
    units = {key: row.units for key, row in held.items()}
    form = forms.TermForm(request.POST or None, findings=finding_choices(own), units=units)

    def do(told: dict[str, Any]) -> str:
        key = told.pop("finding")
        thread = thread_of(request.user, key)
        operations.add_term(
            contract=one,
            person=request.user,
            now=timezone.now(),
            finding=held.get(key),
            thread=thread,
            **told,
        )
        return presenters.address(one)

    return form_of(request, one, form, do, title=_("Add an equality term"), done=_("The term was added."))
