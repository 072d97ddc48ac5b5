"""The lead's name under a release of the made-up partnership, and the release made public."""

from datetime import datetime

from evenhand_service.common.who import acting_as
from evenhand_service.config.example.monitoring import person
from evenhand_service.config.example.plan import Plan
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models import Release, Run
from evenhand_service.monitoring.releases.approval import approve_release, publish_release


def approve_and_publish(plan: Plan, run: Run, *, now: datetime) -> None:
    """Approve the release of a run as the lead, and publish it. Nobody was asked about it, and that is said."""
    lead = person(plan, "partnership-lead")
    with acting_as(lead.pk):
        release = Release.objects.visible_to(lead).get(run_id=run.pk, kind=ReleaseKind.PROTECTED)
        if release.state == ReleaseState.DRAFT:
            release = approve_release(release_id=release.pk, by=lead, now=now, not_yet_asked=True)
        if not release.is_published:
            publish_release(release_id=release.pk, by=lead, now=now)
