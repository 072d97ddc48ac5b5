"""`migrate`, as the owner of the tables under every name: packages' own migrations write through the default one."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import DEFAULT_DB_ALIAS, connections

from evenhand_service.common.management.drawing_models import only_what_changed

OWNER = "owner"


class Command(Migrate):
    """Migrate as evenhand_owner, who is no superuser; afterwards the walls are raised."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the migrations with one connection, so that no step waits for another's lock."""
        usual = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = connections[OWNER]
        try:
            with only_what_changed():
                super().handle(*args, **options | {"database": OWNER})
        finally:
            connections[DEFAULT_DB_ALIAS] = usual
