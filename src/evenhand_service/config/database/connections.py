"""The three names Django has for the database, one for each role that logs in."""

from collections.abc import Mapping
from typing import Any

from evenhand_service.config.bundled.folder import DataFolder
from evenhand_service.config.database.address import settings_of, socket_address
from evenhand_service.config.database.roles import APP, DATABASE, KEEPER, OWNER

# Which variable holds the address for which of Django's names, and the role of the bundled server behind it.
VARIABLES = {"default": "DATABASE_URL", "owner": "DATABASE_URL_OWNER", "keeper": "DATABASE_URL_KEEPER"}
ROLE_OF = {"default": APP, "owner": OWNER, "keeper": KEEPER}
WORKER = "evenhand-worker"
# A page that takes longer than this helps nobody, and holds what others wait for.
WEB_LIMITS = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"


def databases(environment: Mapping[str, str], folder: DataFolder | None = None) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: from addresses in the environment, else those of the bundled server in a folder."""
    process = environment.get("EVENHAND_PROCESS", "evenhand-command")
    return {name: _one(name, process, environment, folder) for name in VARIABLES}


def address_of(name: str, environment: Mapping[str, str], folder: DataFolder | None) -> str:
    """Return the address behind one of Django's names, or nothing where the environment names none."""
    url = environment.get(VARIABLES[name], "")
    if url or "DATABASE_URL" in environment or folder is None:
        return url
    return socket_address(
        user=ROLE_OF[name],
        password=folder.secret(f"password of {ROLE_OF[name]}"),
        folder=str(folder.sockets),
        database=DATABASE,
    )


def _one(
    name: str, process: str, environment: Mapping[str, str], folder: DataFolder | None
) -> dict[str, Any]:
    url = address_of(name, environment, folder)
    if not url:
        # The web server needs neither the owner nor the keeper, and is safer without their passwords.
        return {"ENGINE": "django.db.backends.dummy"}
    settings = settings_of(url)
    options = settings["OPTIONS"]
    options["application_name"] = process
    if process == "evenhand-web":
        options["options"] = f"{options.get('options', '')} {WEB_LIMITS}".strip()
    # Plans go with their connection, so it stays; a worker's tells that the worker is there (config/health.py).
    settings["CONN_MAX_AGE"] = None
    settings["CONN_HEALTH_CHECKS"] = True
    return settings
