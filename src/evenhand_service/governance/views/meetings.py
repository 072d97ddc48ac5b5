"""Pages of a meeting: planned, its page, its steps."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may
from evenhand_service.governance.forms.groups import MeetingForm
from evenhand_service.governance.forms.meetings import CallOffForm, ItemForm
from evenhand_service.governance.letters import Sent, send_agenda, send_called_off
from evenhand_service.governance.models import Meeting
from evenhand_service.governance.operations import meetings as operations
from evenhand_service.governance.operations.minutes import agree_minutes
from evenhand_service.governance.presenters import meetings as shown
from evenhand_service.governance.queries import finding
from evenhand_service.governance.queries.minutes import body_of, kept_body
from evenhand_service.governance.queries.reviewing import newest_report
from evenhand_service.governance.rules import may_write, steps_from
from evenhand_service.governance.steps import MEETING_MACHINE
from evenhand_service.governance.views import meanwhile
from evenhand_service.governance.views.opening import (
    back_to,
    either,
    find_for,
    form_page,
    group_crumbs,
    language,
    meeting_crumbs,
    tried,
)
from evenhand_service.plan.operations.faults import NotAllowed


@needs("run-meetings")
@either
def plan_meeting(request: HttpRequest, group: UUID) -> HttpResponse:
    """Plan a meeting; what belongs on its agenda is found at once."""
    found = finding.group_to_change(request.user, group)
    form = MeetingForm(request.POST or None, initial={"lang": language()})
    if form.is_valid():
        starts, ends = form.moments()
        told = {name: form.cleaned_data[name] for name in ("place", "lang")}
        try:
            meeting = operations.plan_meeting(
                group=found, person=request.user, starts_at=starts, ends_at=ends, now=timezone.now(), **told
            )
        except NotAllowed as why:
            form.add_error("day", str(why))
        else:
            find_for(request, meeting)
            messages.success(
                request, _("The meeting is planned, and what is due for it stands on its agenda.")
            )
            return back_to(meeting)
    return form_page(
        request,
        form,
        title=_("Plan a meeting"),
        button=_("Plan the meeting"),
        back=reverse("governance:show-group", args=[found.pk]),
        crumbs=group_crumbs(found),
    )


@needs("run-meetings")
@either
def change_meeting(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Change when and where a meeting is."""
    found = finding.meeting_to_change(request.user, meeting)
    starts = timezone.localtime(found.starts_at)
    given = {
        "day": starts.date(),
        "starts": f"{starts:%H:%M}",
        "ends": f"{timezone.localtime(found.ends_at):%H:%M}" if found.ends_at else "",
        **{name: getattr(found, name) for name in ("place", "lang", "version")},
    }
    form = MeetingForm(request.POST or None, initial=given)
    if form.is_valid():
        begins, ends = form.moments()
        told = {name: form.cleaned_data[name] for name in ("place", "lang")}
        version = form.cleaned_data["version"] or 0
        try:
            operations.change_meeting(meeting=found, version=version, starts_at=begins, ends_at=ends, **told)
        except NotAllowed as why:
            meanwhile.told(form, why)
        else:
            messages.success(request, _("The meeting was changed. Calendars follow by themselves."))
            return back_to(found)
    return form_page(
        request,
        form,
        title=_("Change day and place"),
        button=_("Save"),
        back=reverse("governance:show-meeting", args=[found.pk]),
        crumbs=meeting_crumbs(found),
    )


@needs("see-meetings")
@require_safe
def show_meeting(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """A meeting: what is on its agenda, its papers, who was there, what came of it."""
    return meeting_page(request, finding.meeting_for(request.user, meeting))


def meeting_page(
    request: HttpRequest, meeting: Meeting, *, item_form: ItemForm | None = None, status: int = 200
) -> HttpResponse:
    """Draw a meeting's page, with a form that has to be mended where there is one."""
    may_run = may(request.user, "run-meetings", area=meeting.area_id)
    writes = {
        what: may_run and may_write(what, meeting.state)
        for what in ("agenda", "papers", "minutes", "attendance", "progress", "raised", "report")
    }
    body = kept_body(request.user, meeting)
    context = {
        "meeting": meeting,
        "group": meeting.group,
        "may_run": may_run,
        "writes": writes,
        "steps": shown.steps(steps_from(meeting.state)) if may_run else [],
        "state": shown.state_tag(meeting.state),
        "facts": shown.facts(meeting, body),
        "items": shown.items(request.user, meeting, body),
        "left_out": shown.left_out(request.user, meeting) if writes["agenda"] else [],
        "alone": shown.alone(request.user, meeting, body),
        "papers": shown.papers(request.user, meeting),
        "looks": len(body["looks"]),
        "report": shown.report_of(request.user, meeting),
        "without_account": shown.without_account(request.user, meeting) if may_run else [],
        "item_form": item_form or ItemForm(initial={"lang": meeting.lang}),
        "has_errors": item_form is not None,
        "breadcrumbs": group_crumbs(meeting.group),
    }
    return render(request, "governance/meeting.jinja", context, status=status)


@needs("run-meetings")
@require_POST
def take_step(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Send the agenda, begin, close, open again, agree the minutes: the steps of a meeting's life."""
    found = finding.meeting_to_change(request.user, meeting)
    verb = request.POST.get("verb", "")
    if verb not in MEETING_MACHINE.by_verb() or verb == "call_off":
        raise Http404
    if tried(request, lambda: _step(request, found, verb), shown.said_of(verb)) and verb == "send_agenda":
        _say_letters(request, send_agenda(request.user, found, address=_here(request, found)))
    return back_to(found)


def _say_letters(request: HttpRequest, letters: Sent) -> None:
    sent, unsent = letters
    messages.info(request, _("Letters sent: %(number)s.") % {"number": sent})
    if unsent:
        told = _(
            "Letters that the mail server did not take: %(number)s. The meeting itself is kept. Tell those people by "
            "another way, and whoever keeps this service."
        )
        messages.error(request, told % {"number": unsent})


def _here(request: HttpRequest, meeting: Meeting) -> str:
    return request.build_absolute_uri(reverse("governance:show-meeting", args=[meeting.pk]))


def _step(request: HttpRequest, meeting: Meeting, verb: str) -> None:
    now = timezone.now()
    if verb == "agree_minutes":
        # What is frozen is all that was written.
        operations.hold(meeting)
        agree_minutes(meeting=meeting, person=request.user, body=body_of(request.user, meeting), now=now)
    elif verb == "begin":
        release = newest_report(request.user, meeting.area_id)
        operations.move(meeting=meeting, verb=verb, now=now, release=release)
    else:
        operations.move(meeting=meeting, verb=verb, now=now)


@needs("run-meetings")
@either
def call_off(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Say that a meeting does not take place, and why."""
    found = finding.meeting_to_change(request.user, meeting)
    form = CallOffForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["called_off_because"]
        done = tried(
            request,
            lambda: operations.move(
                meeting=found, verb="call_off", now=timezone.now(), called_off_because=because
            ),
            shown.said_of("call_off"),
        )
        if done:
            _say_letters(request, send_called_off(request.user, found, address=_here(request, found)))
        return redirect("governance:show-meeting", found.pk)
    return form_page(
        request,
        form,
        title=_("Call the meeting off"),
        button=_("Call it off"),
        back=reverse("governance:show-meeting", args=[found.pk]),
        crumbs=meeting_crumbs(found),
    )
