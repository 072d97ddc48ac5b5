"""The app as Django knows it."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Evenhand's monitoring."""

    name = "evenhand_service.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        """Have uploaded files, and rows of those withdrawn, removed by the rules by which everything else goes."""
        from evenhand_service.monitoring.loads.retention import RawUploads  # noqa: PLC0415  (needs the models)
        from evenhand_service.monitoring.loads.withdrawn import WithdrawnRows  # noqa: PLC0415
        from evenhand_service.organisations.retention.sources import register  # noqa: PLC0415

        register(RawUploads())
        register(WithdrawnRows())
