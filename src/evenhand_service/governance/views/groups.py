"""Pages of groups: the list, one group with its meetings and standing involvement, its seats."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.models import User
from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.governance.forms.groups import GroupForm, SeatForm
from evenhand_service.governance.limits import limits
from evenhand_service.governance.models import Group, Seat
from evenhand_service.governance.operations import groups as operations
from evenhand_service.governance.presenters import groups as shown
from evenhand_service.governance.queries import choosing, finding
from evenhand_service.governance.queries import groups as queries
from evenhand_service.governance.views import meanwhile
from evenhand_service.governance.views.opening import either, form_page, group_crumbs, language
from evenhand_service.organisations.models import Area
from evenhand_service.plan.operations.faults import NotAllowed

_SEAT = ("name", "shown_as", "capacity", "may_show_capacity", "agency", "part", "starts", "ends")


@needs("see-meetings")
@require_safe
def list_groups(request: HttpRequest) -> HttpResponse:
    """Every panel, board, steering group and forum that the person may see, with its next meeting."""
    rows = queries.groups_of(request.user, timezone.now())
    pages = Paginator(rows, limits()["page_size"]).get_page(request.GET.get("page"))
    context = {
        "pages": pages,
        "table": shown.groups_table(list(pages)),
        "may_run": "run-meetings" in permissions_of(request.user),
    }
    return render(request, "governance/groups.jinja", context)


@needs("see-meetings")
@require_safe
def show_group(request: HttpRequest, group: UUID) -> HttpResponse:
    """One group: who sits there, its meetings, who came and what they raised, what reaches it from below."""
    found = finding.group_for(request.user, group)
    meetings = list(queries.meetings_of(request.user, found))
    pages = Paginator(meetings, limits()["page_size"]).get_page(request.GET.get("page"))
    seats = queries.seats_of(request.user, found)
    context = {
        "group": found,
        "may_run": may(request.user, "run-meetings", area=found.area_id),
        "pages": pages,
        "meetings": shown.meetings_table(list(pages)),
        "seats": shown.seats_table(seats, timezone.localdate()),
        "capacities": shown.capacities(found),
        "involvement": shown.involvement_table(queries.involvement(meetings)),
        "raised": shown.raised_rows(queries.raised_in(request.user, meetings)),
        "reports": queries.reports_to_group(request.user, found),
        "breadcrumbs": group_crumbs(found)[:1],
    }
    return render(request, "governance/group.jinja", context)


@needs("run-meetings")
@either
def add_group(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    areas = choosing.areas_to_run(request.user)
    above = choosing.groups_above(request.user)
    form = GroupForm(request.POST or None, areas=areas, above=above, initial={"lang": language()})
    if form.is_valid():
        told = _told(request, form)
        area = get_object_or_404(Area, pk=form.cleaned_data["area"])
        made = operations.make_group(area=area, person=request.user, now=timezone.now(), **told)
        messages.success(request, _("The group is there. Say who sits in it."))
        return redirect("governance:show-group", made.pk)
    return form_page(
        request,
        form,
        title=_("A new group"),
        button=_("Make the group"),
        back=reverse("governance:list-groups"),
        crumbs=[(_("Meetings"), reverse("governance:list-groups"))],
    )


def _told(request: HttpRequest, form: GroupForm) -> dict[str, Any]:
    told = {name: form.cleaned_data[name] for name in ("name", "kind", "purpose", "lang")}
    above = form.cleaned_data["reports_to"]
    if "closed_date" in form.cleaned_data:
        told["closed_date"] = form.cleaned_data["closed_date"]
    told["reports_to"] = Group.objects.visible_to(request.user).filter(pk=above).first() if above else None
    return told


@needs("run-meetings")
@either
def change_group(request: HttpRequest, group: UUID) -> HttpResponse:
    """Change a group's own words and to whom it reports."""
    found = finding.group_to_change(request.user, group)
    given = {
        name: getattr(found, name) for name in ("name", "kind", "purpose", "lang", "closed_date", "version")
    }
    given["reports_to"] = str(found.reports_to_id or "")
    above = choosing.groups_above(request.user, found)
    form = GroupForm(request.POST or None, areas=(), above=above, initial=given)
    if form.is_valid():
        try:
            version, changes = form.cleaned_data["version"] or 0, _told(request, form)
            if changes["reports_to"] is None and given["reports_to"] not in dict(above):
                # It reports to a group that is not offered here: what nobody could pick, nobody took away.
                del changes["reports_to"]
            operations.change_group(group=found, version=version, changes=changes)
        except NotAllowed as why:
            meanwhile.told(form, why)
        else:
            messages.success(request, _("The group was changed."))
            return redirect("governance:show-group", found.pk)
    return form_page(
        request,
        form,
        title=_("Change the group"),
        button=_("Save"),
        back=reverse("governance:show-group", args=[found.pk]),
        crumbs=group_crumbs(found),
    )


@needs("run-meetings")
@either
def give_seat(request: HttpRequest, group: UUID) -> HttpResponse:
    """Give somebody a seat."""
    found = finding.group_to_change(request.user, group)
    people = choosing.people_of(request.user, found.area_id)
    form = SeatForm(
        request.POST or None, people=people, is_new=True, initial={"starts": timezone.localdate()}
    )
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in _SEAT if name != "ends"}
        try:
            operations.give_seat(group=found, user=_account(form), today=timezone.localdate(), **told)
        except NotAllowed as why:
            form.add_error("user", str(why))
        else:
            messages.success(request, _("The seat was given."))
            return redirect("governance:show-group", found.pk)
    return _seat_page(request, found, form, _("Give a seat"))


def _account(form: SeatForm) -> User | None:
    chosen = form.cleaned_data["user"]
    return User.objects.filter(pk=chosen).first() if chosen else None


@needs("run-meetings")
@either
def change_seat(request: HttpRequest, group: UUID, seat: UUID) -> HttpResponse:
    """Change a seat, or end it."""
    found = finding.group_to_change(request.user, group)
    held: Seat = finding.seat_of(request.user, found, seat)
    people = choosing.people_of(request.user, found.area_id)
    if held.user_id and str(held.user_id) not in dict(people):
        people = [*people, (str(held.user_id), held.name)]
    given = {name: getattr(held, name) for name in _SEAT} | {"user": str(held.user_id or "")}
    form = SeatForm(request.POST or None, people=people, is_new=False, initial=given)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in _SEAT} | {"user": _account(form)}
        told["shown_as"] = told["shown_as"] or told["name"]
        try:
            _save(held, told, forget=form.cleaned_data["forget"])
        except NotAllowed as why:
            form.add_error("forget" if form.cleaned_data["forget"] else "user", str(why))
        else:
            messages.success(request, _("The seat was changed."))
            return redirect("governance:show-group", found.pk)
    return _seat_page(request, found, form, _("Change a seat"))


def _save(seat: Seat, told: dict[str, Any], *, forget: bool) -> None:
    today = timezone.localdate()
    with transaction.atomic():
        operations.change_seat(seat=seat, today=today, changes=told)
        if forget:
            seat.refresh_from_db()
            operations.forget_holder(seat=seat, today=today)


def _seat_page(request: HttpRequest, group: Group, form: SeatForm, title: str) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        button=_("Save"),
        back=reverse("governance:show-group", args=[group.pk]),
        crumbs=group_crumbs(group),
    )
