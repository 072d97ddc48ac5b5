"""The app as Django knows it."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Evenhand's plan."""

    name = "evenhand_service.plan"
    label = "plan"

    def ready(self) -> None:
        """Follow every release that is approved, say on a finding's page which actions came from it, read documents."""
        from evenhand_service.monitoring.findings.followed import register, register_many  # noqa: PLC0415  (needs the models)
        from evenhand_service.plan import tasks  # noqa: F401,PLC0415  (a worker finds them)
        from evenhand_service.plan.effects import following  # noqa: F401,PLC0415  (its models are there by now)
        from evenhand_service.plan.presenters.following import (  # noqa: PLC0415
            actions_of_finding,
            came_of_findings,
        )

        register(actions_of_finding)
        register_many(came_of_findings)
