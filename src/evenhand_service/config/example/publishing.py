"""The lead's name under a release of the made-up partnership, and the release made public."""

from datetime import datetime

from evenhand_service.config.example.plan import Plan
from evenhand_service.monitoring.models import Run


def approve_and_publish(plan: Plan, run: Run, *, now: datetime) -> None:
    """Approve the release of a run as the lead, and publish it."""
