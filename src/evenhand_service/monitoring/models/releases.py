"""What runs gave: releases with their approver, and who looked at exact counts and why."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PUBLIC
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models.release_walls import RELEASE


class Release(Walled):
    """One run's result for an area: a draft until somebody named approves it. Source: A1, C9, C10; 004.

    `words` holds by language its title, places, period and first statement, for lists. `community_note` is what people
    of the groups it names say of it; blank is 'not yet asked'. `slug` is its stable address once it is published.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="releases")
    run = models.ForeignKey("monitoring.Run", on_delete=models.PROTECT, related_name="releases")
    kind = models.CharField(max_length=12, choices=ReleaseKind, default=ReleaseKind.PROTECTED)
    programme = models.CharField(max_length=80)
    period = models.CharField(max_length=21)
    period_ends = models.DateField()
    as_at = models.DateField(null=True)
    run_key = models.CharField(max_length=40)
    policy = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    names_groups = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=ReleaseState, default=ReleaseState.DRAFT)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approver_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    community_note = models.TextField(blank=True)
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    slug = models.SlugField(max_length=120, unique=True)

    wall = RELEASE
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "run", "kind", "programme", "period", "period_ends"), PUBLIC),
        **dict.fromkeys(("as_at", "run_key", "policy"), PUBLIC),
        **dict.fromkeys(("state", "is_published", "published_at", "slug", "names_groups", "made_at"), PUBLIC),
        **dict.fromkeys(("facts", "words", "withdrawn_because", "community_note"), CONTENT),
        **dict.fromkeys(("approved_by", "approver_name", "approved_at", "withdrawn_at"), OPERATIONAL),
    }

    class Meta:
        ordering: ClassVar = ["-period_ends", "-made_at"]
        indexes: ClassVar = [
            models.Index(fields=["area", "kind", "state", "-period_ends"]),
            models.Index(fields=["is_published", "-period_ends"]),
            # Holds all that the walls ask of a row, so that the newest of every area are found without reading the rows.
            models.Index(
                name="newest_of_areas",
                fields=["area", "programme", "-period_ends", "-made_at"],
                include=["id", "kind", "state", "is_published"],
                condition=models.Q(kind=ReleaseKind.PROTECTED, state=ReleaseState.APPROVED),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "kind"], name="a_run_gives_one_release_of_a_kind"),
            models.CheckConstraint(
                condition=~models.Q(state=ReleaseState.APPROVED) | models.Q(approved_at__isnull=False),
                name="an_approved_release_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(is_published=True) | models.Q(kind=ReleaseKind.PROTECTED),
                name="exact_counts_are_never_published",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class ExactLook(Walled):
    """Somebody's look at exact counts: why, and until when. Kept, and never changed. Source: 001 3.8; J2."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="looks")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exact_looks")
    reason = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    wall = Wall(
        see="read-audit",
        also_see="{row}.user_id = {me}",
        also_change="{row}.user_id = {me} AND {row}.area_id = ANY ((SELECT access.areas({me}, 'see-exact'))::uuid[])",
        append_only=True,
    )
    privacy: ClassVar = {
        **dict.fromkeys(("id", "release", "area", "user", "starts_at", "ends_at"), OPERATIONAL),
        "reason": CONTENT,
    }

    class Meta:
        indexes: ClassVar = [models.Index(fields=["release", "user", "ends_at"])]

    def __str__(self) -> str:
        return f"{self.release_id} {self.starts_at:%Y-%m-%d}"
