"""The app as Django knows it."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Evenhand's organisations."""

    name = "evenhand_service.organisations"
    label = "organisations"
