"""Pages about people: the list, one person, giving and ending roles, closing access."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.letters import send_letter
from evenhand_service.accounts.limits import limits
from evenhand_service.accounts.models import Membership, User
from evenhand_service.accounts.people import forms, operations, presenters, queries
from evenhand_service.accounts.queries import may
from evenhand_service.accounts.rules import PeopleRefused
from evenhand_service.accounts.words import place_words, role_words

WORDS = "evenhand.people-words"
"""What somebody looked for: kept in their session, since a name may not stand in an address."""
_LATEST = 50

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs("see-people")
def list_people(request: HttpRequest) -> HttpResponse:
    """Who holds which role where, of the areas that the reader looks after."""
    user: Any = request.user
    today = timezone.localdate()
    narrow = forms.Narrow(
        request.GET,
        organisations=queries.Organisation.objects.order_by("name"),
        areas=queries.Area.objects.order_by("name"),
    )
    told = narrow.cleaned_data if narrow.is_valid() else {}
    asked = queries.Asked(
        words=request.session.get(WORDS, ""),
        role=told.get("role") or "",
        organisation=told["organisation"].pk if told.get("organisation") else None,
        area=told["area"].pk if told.get("area") else None,
        ended=bool(told.get("ended")),
    )
    paged = Paginator(queries.people_seen(user, asked, today=today), limits().on_a_page)
    page = paged.get_page(request.GET.get("page"))
    held = queries.roles_of(user, page.object_list, asked, today=today)
    manages = may(user, "manage-people")
    waiting = queries.waiting_invitations(user, now=timezone.now()) if manages else []
    told_to_page = {
        "narrow": narrow,
        "find": forms.Find(initial={"words": asked.words}),
        "words": asked.words,
        "page": page,
        "rows": presenters.people_rows(page.object_list, held),
        "invitations": presenters.invitation_rows(waiting),
        "manages": manages,
    }
    return render(request, "accounts/people/list.jinja", told_to_page)


@require_POST
@needs("see-people")
def find_people(request: HttpRequest) -> HttpResponse:
    """Keep the words in the session and go back to the list."""
    form = forms.Find(request.POST)
    if form.is_valid():
        request.session[WORDS] = form.cleaned_data["words"].strip()
    return HttpResponseRedirect(reverse("accounts:list-people"))


@require_safe
@needs("see-people")
def show_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One person: roles, what may be done, and the history for those who may read the audit log."""
    user: Any = request.user
    person = _person(request, person_id)
    held = list(
        Membership.objects.visible_to(user)
        .filter(user=person)
        .select_related("organisation", "area")
        .order_by("-starts", "role")
    )
    manages = may(user, "manage-people") and user.pk != person.pk
    entries = queries.history_of(user, person, memberships=held, latest=_LATEST)
    actors = User.objects.filter(pk__in={one.actor for one in entries if one.actor})
    told = {
        "person": person,
        "roles": presenters.role_rows(held, today=timezone.localdate(), may_end=manages),
        "manages": manages,
        "reads_log": may(user, "read-audit"),
        "history": presenters.history_rows(entries, dict(actors.values_list("pk", "name"))),
    }
    return render(request, "accounts/people/person.jinja", told)


@form_page
@needs("manage-people")
def give_role(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Give somebody one more role."""
    by: Any = request.user
    person = _person(request, person_id)
    form = forms.GiveRole(
        request.POST if request.method == "POST" else None, by=by, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        try:
            given = operations.give_role(by=by, person=person, now=timezone.now(), **form.cleaned_data)
        except PeopleRefused as refused:
            form.add_error(None, str(refused))
        else:
            send_letter(
                "role_given",
                to=person.email,
                giver=by.name,
                role=role_words(given.role),
                place=place_words(given.organisation, given.area),
                address=request.build_absolute_uri(reverse("accounts:show-profile")),
            )
            messages.success(request, _("The role was given, and a letter says so."))
            return HttpResponseRedirect(reverse("accounts:show-person", args=[person.pk]))
    return render(request, "accounts/people/give_role.jinja", {"form": form, "person": person})


@form_page
@needs("manage-people")
def end_role(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """End one role, now or after a day."""
    rows = Membership.objects.for_change(request.user).select_related("user", "organisation", "area")
    membership = rows.filter(pk=membership_id).first()
    if membership is None:
        raise Http404
    form = forms.EndRole(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_role(
                by=request.user,  # type: ignore[arg-type]
                membership=membership,
                last_day=form.cleaned_data["last_day"],
                today=timezone.localdate(),
            )
        except PeopleRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The role ends as you said. What was done with it stays in the log."))
            return HttpResponseRedirect(reverse("accounts:list-people"))
    words = role_words(membership.role)
    where = place_words(membership.organisation, membership.area)
    told = {"form": form, "membership": membership, "role": words, "where": where}
    return render(request, "accounts/people/end_role.jinja", told)


@form_page
@needs("manage-people")
def close_access(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Close somebody's access: all roles and sessions end."""
    return _asked_first(request, person_id, operations.deactivate, "close_access", _("Access was closed."))


@form_page
@needs("manage-people")
def reopen_access(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let somebody log in again whose access was closed."""
    done = _("Access is open again. Give the person a role next.")
    return _asked_first(request, person_id, operations.reopen, "reopen_access", done)


@form_page
@needs("manage-people")
def remove_second_factors(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take away second factors that somebody lost."""
    done = _("The second factors were taken away. The person sets up new ones at their next log-in.")
    return _asked_first(request, person_id, operations.remove_second_factors, "remove_second_factors", done)


def _asked_first(request: HttpRequest, person_id: UUID, operation: Any, page: str, done: str) -> HttpResponse:
    """Ask, then do it; a refusal is said on the page."""
    person = _person(request, person_id)
    refusal = ""
    if request.method == "POST":
        try:
            operation(by=request.user, person=person, today=timezone.localdate())
        except PeopleRefused as refused:
            refusal = str(refused)
        else:
            if operation is operations.remove_second_factors:
                address = request.build_absolute_uri(reverse("mfa_index"))
                send_letter("security_changed", to=person.email, address=address, at=timezone.now())
            messages.success(request, done)
            return HttpResponseRedirect(reverse("accounts:list-people"))
    told = {"person": person, "refusal": refusal}
    return render(request, f"accounts/people/{page}.jinja", told)


def _person(request: HttpRequest, person_id: UUID) -> User:
    person = queries.person_seen(request.user, person_id)
    if person is None:
        raise Http404
    return person
