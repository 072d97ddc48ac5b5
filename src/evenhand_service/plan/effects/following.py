"""Follows releases: when one is approved, every figure that an action should move is looked at again."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.timezone import localtime

from evenhand_service.monitoring.models import Release
from evenhand_service.monitoring.releases.signals import release_approved
from evenhand_service.plan.effects.judging import follow_release


@receiver(release_approved, dispatch_uid="plan follows releases")
def look_again(sender: Any, *, release: Release, now: datetime, **_more: Any) -> None:
    """Read the release and judge; in the same transaction, so that a release never stands without its judgements."""
    follow_release(release=release, now=now, today=localtime(now).date())
