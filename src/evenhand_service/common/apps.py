"""The app as Django knows it: before a migration there are the schemas, after it the walls are raised."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CommonConfig(AppConfig):
    """Evenhand's common."""

    name = "evenhand_service.common"
    label = "common"

    def ready(self) -> None:
        """Raise the walls whenever tables were made."""
        pre_migrate.connect(_schemas, sender=self, dispatch_uid="evenhand.schemas")
        post_migrate.connect(_raise, sender=self, dispatch_uid="evenhand.walls")


def _schemas(using: str, **told: Any) -> None:
    from evenhand_service.common.walls.raising import make_schemas  # noqa: PLC0415  (needs every model)

    make_schemas(using=using)


def _raise(using: str, **told: Any) -> None:
    from evenhand_service.common.walls.raising import raise_walls  # noqa: PLC0415  (needs every model)

    raise_walls(using=using)
