"""The app as Django knows it."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Evenhand's publication."""

    name = "evenhand_service.publication"
    label = "publication"
