"""What tests of the entrance do over and over: give a password, a code, read a letter."""

import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.service.builders_accounts import PASSWORD, TOTP_SECRET

LOG_IN = "/account/login/"


def give_password(client: Client, email: str, password: str = PASSWORD, **told: Any) -> Any:
    """Send the log-in form."""
    return client.post(LOG_IN, {"login": email, "password": password}, **told)


def code(secret: str = TOTP_SECRET, *, steps: int = 0) -> str:
    """Return what an authenticator app shows now, or some steps of 30 seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def give_code(client: Client, text: str = "") -> Any:
    """Send the form of the second factor."""
    return client.post(reverse("mfa_authenticate"), {"code": text or code()})


def logged_in_as(client: Client) -> str:
    """Return the id of the person in the client's session, '' for nobody."""
    return client.session.get("_auth_user_id", "")


def link_in_letter(number: int = -1) -> str:
    """Return the path of the link in a letter."""
    found = re.search(r"https?://[^/\s]+(/\S*)", str(mail.outbox[number].body))
    assert found, mail.outbox[number].body
    return found.group(1)
