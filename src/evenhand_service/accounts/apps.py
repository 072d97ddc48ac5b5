"""The app as Django knows it; after a migration the table of what roles may do is filled."""

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Evenhand's accounts."""

    name = "evenhand_service.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Fill the table whenever tables were made; listen to what happens at the entrance."""
        from evenhand_service.accounts import receivers  # noqa: F401, PLC0415  (needs the models)

        post_migrate.connect(_fill, sender=self, dispatch_uid="evenhand.roles")


def _fill(using: str, **told: Any) -> None:
    from evenhand_service.accounts.roles import keep_roles  # noqa: PLC0415  (needs the tables)

    with transaction.atomic(using=using):
        keep_roles(using=using)
