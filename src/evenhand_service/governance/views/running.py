"""Pages of a meeting while it takes place: items, decisions, who was there, the action table."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may
from evenhand_service.governance.enums import Presence
from evenhand_service.governance.forms.meetings import (
    AttendanceForm,
    DecisionForm,
    MinutesForm,
    ProgressForm,
)
from evenhand_service.governance.models import AgendaItem, Attendance, Decision, Meeting, Seat, UpwardReport
from evenhand_service.governance.operations import agenda as agendas
from evenhand_service.governance.operations import meetings as operations
from evenhand_service.governance.operations import outcomes
from evenhand_service.governance.presenters import meetings as shown
from evenhand_service.governance.presenters import reviewing
from evenhand_service.governance.queries import choosing, finding
from evenhand_service.governance.queries.reviewing import review_table
from evenhand_service.governance.rules import may_write
from evenhand_service.governance.views.opening import (
    back_to,
    either,
    form_page,
    language,
    meeting_crumbs,
    tried,
)
from evenhand_service.organisations.models import Organisation
from evenhand_service.plan import answering
from evenhand_service.plan.enums import Part
from evenhand_service.plan.models import Action, Theme
from evenhand_service.plan.operations.actions import Answers
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.queries.finding import people_of


@needs("run-meetings")
@either
def write_item(request: HttpRequest, meeting: UUID, item: UUID) -> HttpResponse:
    """Write down what was said of an item."""
    found = finding.meeting_to_change(request.user, meeting)
    held: AgendaItem = finding.item_of(request.user, found, item)
    form = MinutesForm(request.POST or None, initial={"minutes": held.minutes})
    if form.is_valid():
        words = form.cleaned_data["minutes"]
        tried(request, lambda: agendas.write_minutes(item=held, words=words), _("It stands in the minutes."))
        return back_to(found, f"item-{held.pk}")
    return about_item(request, found, held, form, _("What was said"))


def about_item(
    request: HttpRequest, meeting: Meeting, item: AgendaItem | None, form: Any, title: str
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        about=item,
        button=_("Write it down"),
        back=way_back(meeting, item),
        crumbs=meeting_crumbs(meeting),
    )


def way_back(meeting: Meeting, item: AgendaItem | None) -> str:
    address = reverse("governance:show-meeting", args=[meeting.pk])
    return f"{address}#item-{item.pk}" if item else address


def item_named(request: HttpRequest, meeting: Meeting) -> AgendaItem | None:
    """The item that the address names, if it does."""
    named = request.GET.get("item", "")
    try:
        return finding.item_of(request.user, meeting, UUID(named)) if named else None
    except ValueError as fault:
        raise Http404 from fault


@needs("run-meetings")
@either
def decide(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Write down information, a decision, or an action that stands in the plan from then on."""
    found = finding.meeting_to_change(request.user, meeting)
    item = item_named(request, found)
    form = DecisionForm(
        request.POST or None,
        actions=choosing.actions_of(request.user, found.area_id),
        themes=choosing.themes_of(request.user, found.area_id),
        initial={"lang": found.lang, "action": str(item.action_id or "") if item else ""},
    )
    if form.is_valid():
        try:
            made = outcomes.decide(
                meeting=found,
                person=request.user,
                item=item,
                now=timezone.now(),
                **_decided(request, found, form),
            )
        except NotAllowed as why:
            form.add_error("theme", str(why))
        else:
            said = _("The action stands in the plan.") if made.action_id else _("It stands in the minutes.")
            messages.success(request, said)
            return redirect(way_back(found, item))
    return about_item(request, found, item, form, _("What came of it"))


def _decided(request: HttpRequest, meeting: Meeting, form: DecisionForm) -> dict[str, Any]:
    told = form.cleaned_data
    bodies = Organisation.objects.visible_to(request.user).filter(area_id=meeting.area_id, ends=None)
    people = people_of(request.user, meeting.area_id, today=timezone.localdate())
    typed = answering.typed(told["leads"], Part.LEAD, bodies=list(bodies), people=people)
    return {
        **{name: told[name] for name in ("kind", "words", "lang", "when_text", "reports_upward")},
        "action": Action.objects.visible_to(request.user).filter(pk=told["action"] or None).first(),
        "theme": Theme.objects.for_change(request.user).filter(pk=told["theme"] or None).first(),
        "leads": [Answers(**one) for one in typed],
    }


@needs("run-meetings")
@require_POST
def take_back(request: HttpRequest, meeting: UUID, decision: UUID) -> HttpResponse:
    """Take back a decision that was written by mistake; an action that it made stays in the plan."""
    found = finding.meeting_to_change(request.user, meeting)
    held = Decision.objects.for_change(request.user).filter(pk=decision, meeting=found).first()
    if held is None:
        raise Http404
    said = [_("It was taken out of the minutes.")]
    if held.action_id:
        said.append(_("Its action stays in the plan: drop it there if it was a mistake too."))
    if UpwardReport.objects.visible_to(request.user).filter(meeting=found).exists():
        said.append(_("The report upward is as it was sent: send it anew."))
    tried(request, lambda: outcomes.take_back_decision(decision=held), " ".join(said))
    return back_to(found, f"item-{held.item_id}" if held.item_id else "agenda")


@needs("run-meetings")
@either
def say_who_was_there(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Who was there, seat by seat."""
    found = finding.meeting_to_change(request.user, meeting)
    day = timezone.localdate(found.starts_at)
    rows = Attendance.objects.visible_to(request.user).filter(meeting=found)
    held = dict(rows.values_list("seat_id", "presence"))
    # Somebody who left stays on the list of a meeting of which their presence was written down.
    seats = [
        one
        for one in Seat.objects.visible_to(request.user).filter(group_id=found.group_id)
        if one.runs_on(day) or one.pk in held
    ]
    listed = [(one.pk, shown.seat_name(one), held.get(one.pk, Presence.PRESENT)) for one in seats]
    form = AttendanceForm(request.POST or None, seats=listed)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        tried(
            request,
            lambda: operations.say_who_was_there(meeting=found, told=told),
            _("Who was there is written down."),
        )
        return back_to(found)
    return form_page(
        request,
        form,
        title=_("Who was there"),
        button=_("Save"),
        back=reverse("governance:show-meeting", args=[found.pk]),
        crumbs=meeting_crumbs(found),
        empty=_("Nobody has a seat in this group yet. Its page takes them.") if not listed else "",
    )


@needs("see-meetings")
@either
def review_actions(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Go through the action table, with the newest data report beside it; what is typed is progress of the actions."""
    found = finding.meeting_for(request.user, meeting)
    day = timezone.localdate(found.starts_at)
    rows, release = review_table(request.user, found, day=day, language=language())
    writes = may_write("progress", found.state) and may(request.user, "run-meetings", area=found.area_id)
    keys = [one.matter.action.pk for one in rows]
    form = ProgressForm(
        request.POST or None if writes else None, actions=keys if writes else (), initial={"lang": found.lang}
    )
    if writes and form.is_valid():
        told, lang = form.told(), form.cleaned_data["lang"]
        said = _("Progress was written to the log of %(number)s actions.") % {"number": len(told)}
        tried(
            request,
            lambda: outcomes.look_at(
                meeting=found, person=request.user, told=told, lang=lang, now=timezone.now()
            ),
            said,
        )
        return redirect("governance:review-actions", found.pk)
    context = {
        "meeting": found,
        "rows": reviewing.rows(rows),
        "release": reviewing.report(release, found),
        "form": form,
        "writes": writes,
        "fields": {key: form[f"action-{key}"] for key in keys} if writes else {},
        "has_errors": bool(form.errors),
        "breadcrumbs": meeting_crumbs(found),
    }
    return render(request, "governance/actions.jinja", context, status=422 if form.errors else 200)
