"""People and their roles as rows of words."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.accounts.models import Invitation, Membership, User
from evenhand_service.accounts.words import area_words, place_words, role_words
from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.templating.dates import day, moment


def people_rows(people: Iterable[User], held: dict[UUID, list[Membership]]) -> list[list[Any]]:
    """Return a row for each person: name, roles with their places, state."""
    return [
        [
            {"text": one.name, "href": reverse("accounts:show-person", args=[one.pk])},
            "; ".join(_placed(each) for each in held.get(one.pk, [])),
            _("may log in") if one.is_active else _("access closed"),
        ]
        for one in people
    ]


def _placed(one: Membership) -> str:
    told = {"role": role_words(one.role), "place": place_words(one.organisation, one.area)}
    return _("%(role)s at %(place)s") % told


def invitation_rows(invitations: Iterable[Invitation]) -> list[list[Any]]:
    """Return a row for each invitation that waits."""
    return [
        [
            one.name,
            one.email,
            role_words(one.role),
            one.organisation.name,
            area_words(one.area),
            day(one.expires_at),
            {"text": _("Withdraw"), "href": reverse("accounts:withdraw-invitation", args=[one.pk])},
        ]
        for one in invitations
    ]


def role_rows(held: Iterable[Membership], *, today: date, may_end: bool) -> list[list[Any]]:
    """Return a row for each role of one person; with the way to end it for those who may."""
    rows = []
    for one in held:
        running = one.ends is None or one.ends >= today
        end = {"text": _("End it"), "href": reverse("accounts:end-role", args=[one.pk])} if running else ""
        row = [
            role_words(one.role),
            one.organisation.name,
            area_words(one.area),
            day(one.starts),
            day(one.ends) or _("no end"),
        ]
        rows.append([*row, end] if may_end else row)
    return rows


def history_rows(entries: Iterable[AuditEntry], names: dict[UUID, str]) -> list[list[str]]:
    """Return what happened to an account, in words: when, what, by whom."""
    return [
        [moment(one.at), _happened(one), names.get(one.actor, _("nobody logged in"))]  # type: ignore[arg-type]
        for one in entries
    ]


def _happened(entry: AuditEntry) -> str:
    words = {
        ("accounts.membership", "insert"): _("a role was given"),
        ("accounts.membership", "update"): _("a role was changed"),
        ("accounts.membership", "delete"): _("a role that had not begun was taken back"),
        ("accounts.user", "log-in"): _("logged in"),
        ("accounts.user", "log-out"): _("logged out"),
        ("accounts.user", "log-in-failed"): _("a try to log in was refused"),
        ("accounts.user", "second-factor-added"): _("a second factor was set up"),
        ("accounts.user", "second-factor-removed"): _("a second factor was removed"),
        ("accounts.user", "recovery-codes-renewed"): _("new recovery codes"),
        ("accounts.user", "password-changed"): _("the password was changed"),
        ("accounts.user", "password-reset"): _("the password was chosen anew by a link"),
        ("accounts.user", "invitation-accepted"): _("accepted an invitation"),
        ("accounts.user", "deactivated"): _("access was closed"),
        ("accounts.user", "reactivated"): _("access was opened again"),
    }.get((entry.subject, entry.action), entry.action)
    role = entry.told.get("role")
    return f"{words}: {role_words(role)}" if isinstance(role, str) else str(words)
