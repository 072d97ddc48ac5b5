"""Addresses of databases: an address in, Django's settings out, and the other way round."""

from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

PREPARE_AFTER = 2
"""How often a connection hears a question before it keeps its plan. What it saves: docs/explanation/speed.md."""


class AddressUnclear(ValueError):
    """An address of a database that cannot be read."""


def settings_of(url: str) -> dict[str, Any]:
    """Return Django's settings for an address such as `postgresql://name:password@host:5432/database?sslmode=require`."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise AddressUnclear(
            "The address of the database starts with postgresql://, and this one does not. See docs/how-to/deploy.md."
        )
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "") or ""),
        # The walls make every question long: the server reads and plans one that it was asked before once a connection.
        "OPTIONS": {**options, "server_side_binding": True, "prepare_threshold": PREPARE_AFTER},
    }


def socket_address(*, user: str, password: str, folder: str, database: str) -> str:
    """Return the address of a database behind a Unix socket in a folder."""
    return f"postgresql://{user}:{quote(password, safe='')}@/{database}?{urlencode({'host': folder})}"
