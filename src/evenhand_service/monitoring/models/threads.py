"""A finding over its releases: the thread on which comments, explanations and next steps hang."""

from typing import ClassVar
from uuid import UUID, uuid5

from django.db import models

from evenhand_service.common.privacy import PUBLIC
from evenhand_service.common.walls import Walled
from evenhand_service.monitoring.models.release_walls import PART
from evenhand_service.monitoring.models.releases import Release
from evenhand_service.monitoring.models.thread_walls import THREAD

_NAMESPACE = UUID("5b1f6a0e-7c53-5d0b-9a55-3f0a8c2f4e11")
_KEY = {"max_length": 80, "blank": True}


def thread_id(area: UUID | str, same: str) -> UUID:
    """Return the id of a finding's thread, made from what it is of: whichever release comes first, it is the same."""
    return uuid5(_NAMESPACE, f"{area}|{same}")


class FindingThread(Walled):
    """What findings of several releases have alike: where, at which step, which group beside which. Source: C8."""

    id = models.UUIDField(primary_key=True, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    same = models.CharField(max_length=500)
    place = models.CharField(**_KEY)
    programme = models.CharField(max_length=80)
    stage = models.CharField(max_length=80)
    characteristic = models.CharField(max_length=80)
    code_list = models.CharField(**_KEY)
    group = models.CharField(max_length=80)
    reference = models.CharField(**_KEY)
    measure = models.CharField(max_length=40)

    wall = THREAD
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "same", "place", "programme", "stage", "characteristic"), PUBLIC),
        **dict.fromkeys(("code_list", "group", "reference", "measure"), PUBLIC),
    }

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["area", "same"], name="a_thread_once")]
        indexes: ClassVar = [models.Index(fields=["stage", "characteristic"])]

    def __str__(self) -> str:
        return self.same


class ReleaseDigest(Walled):
    """What a review of many areas says of one release, taken out of it once so that no page unpacks 150 of them.

    `recording` holds by language pairs of words; `funnels` by language, stage and place how an area stands among
    areas of its size. Source: A6, F7; 001 3.25.
    """

    release = models.OneToOneField(Release, primary_key=True, on_delete=models.CASCADE, related_name="digest")
    recording = models.JSONField(default=dict)
    funnels = models.JSONField(default=dict)

    wall = PART
    privacy: ClassVar = dict.fromkeys(("release", "recording", "funnels"), PUBLIC)

    def __str__(self) -> str:
        return str(self.release_id)
