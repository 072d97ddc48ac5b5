"""The app as Django knows it."""

from django.apps import AppConfig


class CommissioningConfig(AppConfig):
    """Evenhand's commissioning."""

    name = "evenhand_service.commissioning"
    label = "commissioning"
