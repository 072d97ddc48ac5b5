"""Pages of a meeting while it takes place and after: items, decisions, attendance, the action table, what was raised."""

from typing import Any
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
from evenhand_service.governance.enums import Presence
from evenhand_service.governance.forms.meetings import (
    AttendanceForm,
    CameForm,
    DecisionForm,
    MinutesForm,
    ProgressForm,
    RaisedForm,
    ReportForm,
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
    return _about_item(request, found, held, form, _("What was said"))


def _about_item(
    request: HttpRequest, meeting: Meeting, item: AgendaItem | None, form: Any, title: str
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        about=item,
        button=_("Write it down"),
        back=_back(meeting, item),
        crumbs=meeting_crumbs(meeting),
    )


def _back(meeting: Meeting, item: AgendaItem | None) -> str:
    address = reverse("governance:show-meeting", args=[meeting.pk])
    return f"{address}#item-{item.pk}" if item else address


def _item(request: HttpRequest, meeting: Meeting) -> AgendaItem | None:
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
    item = _item(request, found)
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
            return redirect(_back(found, item))
    return _about_item(request, found, item, form, _("What came of it"))


def _decided(request: HttpRequest, meeting: Meeting, form: DecisionForm) -> dict[str, Any]:
    told = form.cleaned_data
    bodies = Organisation.objects.visible_to(request.user).filter(area_id=meeting.area_id, ends=None)
    typed = answering.typed(told["leads"], Part.LEAD, bodies=list(bodies)) if told["leads"] else []
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
    tried(request, lambda: outcomes.take_back_decision(decision=held), _("It was taken out of the minutes."))
    return back_to(found, f"item-{held.item_id}" if held.item_id else "agenda")


@needs("run-meetings")
@either
def say_who_was_there(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Who was there, seat by seat."""
    found = finding.meeting_to_change(request.user, meeting)
    day = timezone.localdate(found.starts_at)
    seats = [
        one
        for one in Seat.objects.visible_to(request.user).filter(group_id=found.group_id)
        if one.runs_on(day)
    ]
    rows = Attendance.objects.visible_to(request.user).filter(meeting=found)
    held = dict(rows.values_list("seat_id", "presence"))
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


@needs("run-meetings")
@either
def raise_point(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Write down what somebody raised."""
    found = finding.meeting_to_change(request.user, meeting)
    item = _item(request, found)
    day = timezone.localdate(found.starts_at)
    held = {
        str(one.pk): one
        for one in Seat.objects.visible_to(request.user).filter(group_id=found.group_id)
        if one.runs_on(day)
    }
    named = [(key, shown.seat_name(one)) for key, one in held.items()]
    form = RaisedForm(request.POST or None, seats=named, initial={"lang": found.lang})
    if form.is_valid():
        seat, capacity = form.raiser()
        told = {name: form.cleaned_data[name] for name in ("words", "lang")}
        told |= {"seat": held.get(seat), "capacity": capacity, "item": item}
        tried(
            request,
            lambda: outcomes.raise_point(meeting=found, person=request.user, now=timezone.now(), **told),
            _("It is on record. Say later what came of it."),
        )
        return redirect(_back(found, item))
    return _about_item(request, found, item, form, _("What somebody raised"))


@needs("run-meetings")
@either
def say_what_came(request: HttpRequest, meeting: UUID, raised: UUID) -> HttpResponse:
    """Say what came of what somebody raised: words, and actions."""
    found = finding.meeting_to_change(request.user, meeting)
    held = finding.raised_of(request.user, found, raised)
    linked = {str(one.action_id): one.action for one in held.actions.select_related("action")}
    offered = choosing.actions_of(request.user, found.area_id)
    offered += [(key, one.wording[:90]) for key, one in linked.items() if key not in dict(offered)]
    form = CameForm(
        request.POST or None,
        offered=offered,
        initial={
            "words": held.came_of,
            "lang": held.came_of_lang or found.lang,
            "actions": list(linked),
            "version": held.version,
        },
    )
    if form.is_valid():
        told = form.cleaned_data
        picked = Action.objects.visible_to(request.user).filter(pk__in=told["actions"])
        try:
            outcomes.say_what_came(
                raised=held, version=told["version"], words=told["words"], lang=told["lang"], actions=picked
            )
        except NotAllowed as why:
            form.add_error("words", str(why))
        else:
            messages.success(request, _("What came of it is on record."))
            return redirect(reverse("governance:show-group", args=[found.group_id]) + "#raised")
    return form_page(
        request,
        form,
        title=_("What came of it"),
        quoted=held,
        button=_("Save"),
        back=reverse("governance:show-group", args=[found.group_id]) + "#raised",
        crumbs=meeting_crumbs(found),
    )


@needs("run-meetings")
@either
def report_upward(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Report to the group above; it stands on that group's next agenda."""
    found = finding.meeting_to_change(request.user, meeting)
    decisions = {str(one.pk): one for one in Decision.objects.visible_to(request.user).filter(meeting=found)}
    offered = [(key, f"{one.get_kind_display()}: {one.words[:120]}") for key, one in decisions.items()]
    before = UpwardReport.objects.visible_to(request.user).filter(meeting=found).first()
    picked = [key for key, one in decisions.items() if one.reports_upward]
    given = {"words": before.words if before else "", "lang": found.lang, "decisions": picked}
    form = ReportForm(request.POST or None, offered=offered, initial=given)
    if form.is_valid():
        told = form.cleaned_data
        chosen = [decisions[key] for key in told.get("decisions", ())]
        done = tried(
            request,
            lambda: outcomes.report_upward(
                meeting=found,
                person=request.user,
                words=told["words"],
                lang=told["lang"],
                decisions=chosen,
                now=timezone.now(),
            ),
            _("The report was sent. It will be found for the next agenda of the group above."),
        )
        if done:
            return back_to(found, "report")
    above = found.group.reports_to
    return form_page(
        request,
        form,
        title=_("Report to %(group)s") % {"group": above.name} if above else _("Report upward"),
        button=_("Send the report"),
        back=reverse("governance:show-meeting", args=[found.pk]),
        crumbs=meeting_crumbs(found),
        empty="" if above else _("Nobody said to whom this group reports. Change the group first."),
    )


@needs("see-meetings")
@require_safe
def show_report(request: HttpRequest, report: UUID) -> HttpResponse:
    """A report from a group below, as it was sent."""
    held = UpwardReport.objects.visible_to(request.user).filter(pk=report).select_related("to_group").first()
    if held is None:
        raise Http404
    context = {
        "report": held,
        "rows": shown.report_rows(held),
        "breadcrumbs": [(_("Meetings"), reverse("governance:list-groups"))],
    }
    return render(request, "governance/report.jinja", context)
