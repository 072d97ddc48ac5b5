"""The app as Django knows it."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Evenhand's governance."""

    name = "evenhand_service.governance"
    label = "governance"
