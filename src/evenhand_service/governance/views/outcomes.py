"""What somebody raised and what came of it; what a group reports upward."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.governance.forms.meetings import (
    CameForm,
    RaisedForm,
    ReportForm,
)
from evenhand_service.governance.models import Decision, Seat, UpwardReport
from evenhand_service.governance.operations import outcomes
from evenhand_service.governance.presenters import meetings as shown
from evenhand_service.governance.queries import choosing, finding
from evenhand_service.governance.views import meanwhile
from evenhand_service.governance.views.opening import (
    back_to,
    either,
    form_page,
    meeting_crumbs,
    tried,
)
from evenhand_service.governance.views.running import about_item, item_named, way_back
from evenhand_service.plan.models import Action
from evenhand_service.plan.operations.faults import NotAllowed


@needs("run-meetings")
@either
def raise_point(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Write down what somebody raised."""
    found = finding.meeting_to_change(request.user, meeting)
    item = item_named(request, found)
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
        return redirect(way_back(found, item))
    return about_item(request, found, item, form, _("What somebody raised"))


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
            meanwhile.told(form, why, "words")
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
    version = before.version if before else 0
    given = {"words": before.words if before else "", "lang": found.lang, "decisions": picked}
    given |= {"version": version}
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
                version=told["version"],
                now=timezone.now(),
            ),
            _("The report was sent. It will be found for the next agenda of the group above."),
        )
        if done:
            return back_to(found, "report")
        # Sent again, it stands upon the report that is there now.
        form.data = form.data.copy()
        form.data["version"] = str(version)
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
