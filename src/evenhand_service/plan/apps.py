"""The app as Django knows it."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Evenhand's plan."""

    name = "evenhand_service.plan"
    label = "plan"
