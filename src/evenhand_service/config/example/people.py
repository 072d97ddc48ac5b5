"""One person for each role, with a password and, where the role asks for one, a second factor."""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from evenhand_service.accounts.models import Membership, User
from evenhand_service.accounts.roles import roles
from evenhand_service.config.bundled.folder import write_private
from evenhand_service.config.example.plan import Plan

KEEPER = "keeper"
FILE = "log-ins.json"
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is taken for another


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """How somebody of the made-up partnership logs in."""

    role: str
    email: str
    password: str
    second_factor: str


def make_people(plan: Plan, found: dict[str, Any], *, now: datetime, today: date, file: Path) -> list[LogIn]:
    """Make who is missing, and return how everybody logs in; the file that says so is for its owner alone."""
    kept = read_log_ins(file)
    for person in plan.people:
        log_in = kept.get(person.email) or _log_in(person.email, person.role)
        # Kept first: a password that was set and lost would lock everybody out.
        kept[person.email] = log_in
        write_private(file, json.dumps([asdict(one) for one in kept.values()], indent=1) + "\n")
        with transaction.atomic():
            user, new = User.objects.get_or_create(
                email=person.email, defaults={"name": person.name, "joined_at": now}
            )
            if new:
                user.set_password(log_in.password)
                user.save()
                EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
                if log_in.second_factor:
                    TOTP.activate(user, log_in.second_factor)
        Membership.objects.using(KEEPER).get_or_create(
            user_id=user.pk,
            role=person.role,
            organisation_id=found[person.organisation].pk,
            area_id=found[person.area].pk,
            defaults={"starts": today, "given_at": now},
        )
    return list(kept.values())


def read_log_ins(file: Path) -> dict[str, LogIn]:
    """Return the log-ins of this machine's made-up partnership by e-mail address."""
    if not file.exists():
        return {}
    return {one["email"]: LogIn(**one) for one in json.loads(file.read_text("utf-8"))}


def _log_in(email: str, role: str) -> LogIn:
    # Four groups of four: about 80 bits, and short enough to type.
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    second = generate_totp_secret() if roles()[role].second_factor else ""
    return LogIn(role=role, email=email, password=password, second_factor=second)
