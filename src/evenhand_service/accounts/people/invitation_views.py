"""Pages of invitations: sending one, taking it back, accepting it."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import anybody, needs
from evenhand_service.accounts.letters import send_letter
from evenhand_service.accounts.models import Invitation, User
from evenhand_service.accounts.people import forms, invitations
from evenhand_service.accounts.people.views import form_page
from evenhand_service.accounts.rules import NotWaiting, PeopleRefused
from evenhand_service.accounts.words import place_words, role_words

LINK = "evenhand.invitation"
"""Where the session keeps the link while it is being accepted, so that it stands in no address."""
_GONE = 410


@form_page
@needs("manage-people")
def invite_person(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the answer is the same whether or not the address is known here."""
    by: Any = request.user
    form = forms.Invite(request.POST if request.method == "POST" else None, by=by, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                _send(request, invitations.invite_person(by=by, now=timezone.now(), **form.cleaned_data))
        except PeopleRefused as refused:
            form.add_error(None, str(refused))
        except OSError:
            # smtplib's errors are OSErrors; what they say may hold an address.
            form.add_error(
                None, _("The mail server did not take the letter, so nobody was invited. Try again later.")
            )
        else:
            messages.success(request, _("The invitation was sent. It works for a week, once."))
            return HttpResponseRedirect(reverse("accounts:list-people"))
    return render(request, "accounts/people/invite.jinja", {"form": form})


def _send(request: HttpRequest, sent: Invitation) -> None:
    # In the inviter's language, not in that of an account which may or may not exist.
    address = request.build_absolute_uri(reverse("accounts:open-invitation", args=[invitations.sign(sent)]))
    send_letter(
        "invitation",
        to=sent.email,
        language=get_language(),
        inviter=sent.invited_by.name,
        role=role_words(sent.role),
        place=place_words(sent.organisation, sent.area),
        until=sent.expires_at,
        address=address,
    )


@form_page
@needs("manage-people")
def withdraw_invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    sent = Invitation.objects.for_change(request.user).filter(pk=invitation_id).first()
    if sent is None:
        raise Http404
    if request.method == "POST":
        try:
            invitations.withdraw_invitation(invitation=sent, now=timezone.now())
        except NotWaiting as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The invitation was withdrawn. Its link no longer works."))
        return HttpResponseRedirect(reverse("accounts:list-people"))
    return render(request, "accounts/people/withdraw.jinja", {"invitation": sent})


@require_safe
@never_cache
@anybody
def open_invitation(request: HttpRequest, signed: str) -> HttpResponse:
    """Put the link where no other page is told of it, and show what it is about."""
    request.session[LINK] = signed
    return HttpResponseRedirect(reverse("accounts:accept-invitation"))


@form_page
@sensitive_post_parameters("password")
@never_cache
@anybody
def accept_invitation(request: HttpRequest) -> HttpResponse:
    """Accept: with a name and a password by those who are new, by logging in by those who are known."""
    try:
        invitation = invitations.read(request.session.get(LINK, ""), now=timezone.now())
    except NotWaiting:
        return render(request, "accounts/people/no_invitation.jinja", status=_GONE)
    known = User.objects.filter(email__iexact=invitation.email).exists()
    if known:
        return _as_known(request, invitation)
    if request.user.is_authenticated:
        return _page(request, invitation, state="somebody-else")
    return _as_new(request, invitation)


def _as_known(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if not request.user.is_authenticated:
        return _page(request, invitation, state="log-in")
    if request.user.email.lower() != invitation.email.lower():
        return _page(request, invitation, state="somebody-else")
    if request.method == "POST":
        try:
            invitations.accept_as_known(invitation=invitation, person=request.user, now=timezone.now())
        except PeopleRefused:
            return render(request, "accounts/people/no_invitation.jinja", status=_GONE)
        del request.session[LINK]
        messages.success(request, _("You have the role now."))
        return HttpResponseRedirect(reverse("accounts:show-profile"))
    return _page(request, invitation, state="accept")


def _as_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = forms.Accept(
        request.POST if request.method == "POST" else None,
        email=invitation.email,
        initial={"name": invitation.name},
    )
    if request.method == "POST" and form.is_valid():
        try:
            person = invitations.accept_as_new(
                invitation=invitation,
                language=get_language() or "en",
                now=timezone.now(),
                **form.cleaned_data,
            )
        except PeopleRefused:
            return render(request, "accounts/people/no_invitation.jinja", status=_GONE)
        del request.session[LINK]
        credentials = {"email": person.email}
        return perform_password_login(request, credentials, Login(user=person, email=person.email))
    return _page(request, invitation, state="new", form=form)


def _page(request: HttpRequest, invitation: Invitation, *, state: str, form: Any = None) -> HttpResponse:
    told = {
        "state": state,
        "form": form,
        "inviter": invitation.invited_by.name,
        "role": role_words(invitation.role),
        "where": place_words(invitation.organisation, invitation.area),
    }
    return render(request, "accounts/people/accept.jinja", told)
