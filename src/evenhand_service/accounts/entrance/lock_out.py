"""Who guesses a password is locked out for a while: what is counted, and the page they meet.

Source: OWASP ASVS 5.0 V6.3.1; settings/accounts.py gives the limits and their reasons.
"""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

TOO_MANY = 429
_SALT = "evenhand.lock-out"


def counted_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Return what tries are counted under: a keyed hash of the address, so that no table of guesses holds one."""
    typed = (credentials or {}).get("email") or (request.POST.get("login") if request else "") or ""
    return salted_hmac(_SALT, typed.strip().lower(), algorithm="sha256").hexdigest()[:40]


def nobody_by_name(*told: Any) -> str:
    """Return what log lines of guesses call the guesser."""
    return "somebody"


def locked_out(request: HttpRequest, before: HttpResponse, credentials: dict[str, Any]) -> HttpResponse:
    """Show when it opens again; the same page whether or not the address belongs to somebody."""
    wait = get_cool_off(request)
    minutes = round(wait.total_seconds() / 60) if wait else 0
    return render(request, "accounts/entrance/locked_out.jinja", {"minutes": minutes}, status=TOO_MANY)


def count_wrong_code(request: HttpRequest, email: str) -> None:
    """Count a wrong second factor as a try: who has the password has not got in until both are right."""
    user_login_failed.send(sender=__name__, credentials={"email": email}, request=request, second_factor=True)


def is_locked(request: HttpRequest, email: str) -> bool:
    """Return whether an account is locked for the address that asks."""
    return not AxesProxyHandler.is_allowed(request, {"email": email})
