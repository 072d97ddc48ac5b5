"""Write a running session for each of so many people of the national installation: key, code of their area, may comment."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django


def main() -> None:
    """Start the bundled server for as long as it takes."""
    from evenhand_service.config.runner.commands import own_server

    django.setup()
    with own_server():
        write_sessions()


def write_sessions() -> None:
    """Log people in as the service would have, with their second factor done."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from evenhand_service.accounts.models import Membership, User
    from evenhand_service.accounts.second_factor import remember_in
    from evenhand_service.common.who import acting_as

    store = import_module(settings.SESSION_ENGINE).SessionStore
    lines = []
    for person in User.objects.order_by("email")[: int(sys.argv[1])]:
        with acting_as(person.pk):
            held = Membership.objects.select_related("area").get(user=person)
        session = store()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "evenhand_service.accounts.entrance.backend.EntranceBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        remember_in(session, person, now=timezone.now())
        session.save()
        code = held.area.code if held.area.level == "partnership" else "P00000001"
        lines.append(f"{session.session_key} {code} yes")
    Path(os.environ["EVENHAND_SESSIONS"]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
