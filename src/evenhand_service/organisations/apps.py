"""The app as Django knows it."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Evenhand's organisations."""

    name = "evenhand_service.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Have what accounts keep of people removed by the rules: accounts stand below, and know of no rules."""
        from evenhand_service.organisations.retention.invitations import OldInvitations  # noqa: PLC0415  (needs the models)
        from evenhand_service.organisations.retention.sources import register  # noqa: PLC0415

        register(OldInvitations())
