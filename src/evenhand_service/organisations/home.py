"""The first page of the partnership's own things: what there is, and what waits to be done."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import logged_in
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.organisations import answers
from evenhand_service.organisations.agreements.queries import agreements_for
from evenhand_service.organisations.page_parts import Detail, Section
from evenhand_service.organisations.purposes.queries import purposes_for

_SOON = timedelta(days=60)


@require_safe
@logged_in
def show_home(request: HttpRequest) -> HttpResponse:
    """What one can look up and change here, and what is overdue."""
    held = permissions_of(request.user)
    files = [
        (_("Areas"), reverse("organisations:list-areas")),
        (_("Organisations"), reverse("organisations:list-organisations")),
        (_("Services"), reverse("organisations:list-services")),
    ]
    rules = [
        (_("Sharing agreements"), reverse("organisations:list-agreements")),
        (_("Purpose files"), reverse("organisations:list-purposes")),
        (_("How long things are kept"), reverse("organisations:list-retention")),
        (_("Templates to fill in"), reverse("organisations:list-templates")),
    ]
    sections = [Section(title=_("Who and where"), links=files)]
    if "see-loads" in held:
        sections.append(Section(title=_("What may be shared, taken and kept"), links=rules))
    shown = Detail(
        title=_("Partnership"),
        lead=_(
            "Places, organisations and services, and the rules by which data about people are shared, taken and removed."
        ),
        warnings=_waiting(request.user) if "see-loads" in held else [],
        sections=sections,
    )
    return answers.detail(request, shown)


def _waiting(person: Any) -> list[str]:
    today = timezone.localdate()
    told = []
    overdue = agreements_for(person, today=today, overdue=True).count()
    if overdue:
        told.append(
            ngettext(
                "%(number)s sharing agreement should have been looked at again.",
                "%(number)s sharing agreements should have been looked at again.",
                overdue,
            )
            % {"number": overdue}
        )
    ending = (
        purposes_for(person, state="complete").filter(expires__gte=today, expires__lte=today + _SOON).count()
    )
    if ending:
        told.append(
            ngettext(
                "%(number)s purpose file expires within 60 days: rows taken under it go then.",
                "%(number)s purpose files expire within 60 days: rows taken under them go then.",
                ending,
            )
            % {"number": ending}
        )
    return told
