"""What views of governance share: ways back, pages of forms, and refusals told in words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand_service.common.templating.dates import day
from evenhand_service.governance.models import Group, Meeting
from evenhand_service.governance.operations import agenda as agendas
from evenhand_service.governance.queries.agenda import proposals
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.presenters.words import language

__all__ = [
    "back_to",
    "either",
    "find_for",
    "form_page",
    "group_crumbs",
    "language",
    "meeting_crumbs",
    "tried",
]
either = require_http_methods(["GET", "HEAD", "POST"])
Crumbs = list[tuple[str, str]]


def group_crumbs(group: Group) -> Crumbs:
    """Return the way from the groups to one."""
    here = (group.name, reverse("governance:show-group", args=[group.pk]))
    return [(_("Meetings"), reverse("governance:list-groups")), here]


def meeting_crumbs(meeting: Meeting) -> Crumbs:
    """Return the way from the groups to a meeting."""

    return [
        *group_crumbs(meeting.group),
        (day(meeting.starts_at), reverse("governance:show-meeting", args=[meeting.pk])),
    ]


def back_to(meeting: Meeting, part: str = "") -> HttpResponse:
    """Lead back to a part of a meeting's page."""
    address = reverse("governance:show-meeting", args=[meeting.pk])
    return redirect(f"{address}#{part}" if part else address)


def form_page(
    request: HttpRequest, form: Any, *, title: str, button: str, back: str, crumbs: Crumbs, **more: Any
) -> HttpResponse:
    """Draw a form on a page of its own; one that has to be mended says so in its status as well."""
    template = more.pop("template", "governance/form.jinja")
    context = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "breadcrumbs": crumbs,
        "has_errors": bool(form.errors),
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def tried(request: HttpRequest, done: Callable[[], Any], said: Any) -> bool:
    """Do something and say so, or say why it was not allowed; return whether it was done."""
    try:
        done()
    except NotAllowed as why:
        messages.error(request, str(why))
        return False
    messages.success(request, said)
    return True


def find_for(request: HttpRequest, meeting: Meeting) -> int:
    """Put on a meeting's agenda what is due by its day; return how much was new."""
    day = timezone.localdate(meeting.starts_at)
    found = proposals(request.user, meeting, day=day, language="cy" if meeting.lang == "cy" else "en")
    return len(agendas.take_up(meeting=meeting, found=found))
