"""The app as Django knows it."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Evenhand's plan."""

    name = "evenhand_service.plan"
    label = "plan"

    def ready(self) -> None:
        """Follow every release that is approved."""
        from evenhand_service.plan.effects import following  # noqa: F401,PLC0415  (its models are there by now)
