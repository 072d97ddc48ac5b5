"""What may be done with a release, by whom and when; pure."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.enums import ReleaseKind
from evenhand_service.monitoring.releases.steps import RELEASE_MACHINE


def why_not_approve_release(release: Any, *, person_id: Any, another_person: bool, said: bool = True) -> Any:
    """Return why a person may not approve a release now, in words; None where they may.

    `said` is whether something was said on the groups it names: what their people think of it, or 'not yet asked'.
    """
    if release.kind != ReleaseKind.PROTECTED:
        return _("Exact counts are not approved: they are for those entitled to them, and nobody else.")
    if not RELEASE_MACHINE.allows("approve_release", release.state):
        return _("This release does not wait for approval: somebody was quicker.")
    if release.run.redo_since:
        return _(
            "A file that this release was made of was withdrawn. Run again, and approve what that gives."
        )
    if another_person and release.run.asked_by_id == person_id:
        return _("Who asked for the run does not approve what it gave: somebody else has to look at it.")
    if release.names_groups and not said:
        return _(
            "It names groups of people. Write what people of those groups say of it, or that they were not yet asked."
        )
    return None


def why_not_publish(release: Any, *, beside: bool) -> Any:
    """Return why a release may not be published now; `beside`: another one was published since it was made."""
    if release.kind != ReleaseKind.PROTECTED:
        return _("Exact counts are never published.")
    if release.is_published:
        return _("It is published already.")
    if not RELEASE_MACHINE.allows("publish_release", release.state):
        return _("Approve it first: what is published has somebody named who answers for it.")
    if release.run.redo_since:
        return _(
            "A file that this release was made of was withdrawn. Run again, and publish what that gives."
        )
    if beside:
        return _(
            "Another release was published since this one was made. Together they could show what neither shows alone: "
            "run again, so that the two are held against each other."
        )
    return None


def why_not_withdraw_release(release: Any) -> Any:
    """Return why a release may not be withdrawn now; None where it may."""
    if not RELEASE_MACHINE.allows("withdraw_release", release.state):
        return _("There is nothing to withdraw: it is a draft, or was withdrawn before.")
    return None
