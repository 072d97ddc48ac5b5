"""The app as Django knows it."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Evenhand's monitoring."""

    name = "evenhand_service.monitoring"
    label = "monitoring"
