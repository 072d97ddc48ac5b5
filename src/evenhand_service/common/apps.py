"""The app as Django knows it; after a migration the walls are raised."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    """Evenhand's common."""

    name = "evenhand_service.common"
    label = "common"

    def ready(self) -> None:
        """Raise the walls whenever tables were made."""
        post_migrate.connect(_raise, sender=self, dispatch_uid="evenhand.walls")


def _raise(using: str, **told: Any) -> None:
    from evenhand_service.common.walls.raising import raise_walls  # noqa: PLC0415  (needs every model)

    raise_walls(using=using)
