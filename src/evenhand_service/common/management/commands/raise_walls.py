"""`raise_walls`: put the database's walls in place again, as the models declare them."""

from typing import Any

from django.core.management.base import BaseCommand

from evenhand_service.common.walls.raising import raise_walls, walled_models


class Command(BaseCommand):
    """Done after every migration by itself; by hand after the declarations changed without one."""

    help = "Put grants, row-level security and audit triggers in place, as the models declare them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Raise the walls and say how many tables stand behind one."""
        raise_walls()
        self.stdout.write(f"{len(walled_models())} tables stand behind a wall.")
