"""Who answers for an action, and what it waits for."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled
from evenhand_service.plan.enums import LinkKind, Part
from evenhand_service.plan.models.actions import Action
from evenhand_service.plan.models.plans import PERSON
from evenhand_service.plan.models.walls import PLAN


class Lead(Walled):
    """Who leads, deputises or confirms: a name, a post or a body, with or without an account here. Source: F1.

    `name` may be empty where a body leads; `is_collective` for 'all of the panel', where nobody is named. `user` and
    `organisation` tie it to an account and to a body known here, whose people may then say how it goes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="leads")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part, default=Part.LEAD)
    name = models.CharField(max_length=200, blank=True)
    agency = models.CharField(max_length=200, blank=True)
    is_collective = models.BooleanField(default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveIntegerField()

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "action", "area", "part", "is_collective", "position"), OPERATIONAL),
        **dict.fromkeys(("user", "organisation", "agency"), OPERATIONAL),
        "name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["part", "position", "id"]
        indexes: ClassVar = [
            models.Index(fields=["action", "part", "position"]),
            models.Index(fields=["user"]),
            models.Index(fields=["organisation"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name="") | ~Q(agency=""), name="a_lead_is_somebody"),
            models.UniqueConstraint(
                fields=["action"], condition=Q(part=Part.CONFIRMER), name="one_confirms_an_action"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.part}"


class Dependency(Walled):
    """An action that waits for another (or names one), or for something that is no action of the plan. Source: F2.

    `on` is None and `on_text` holds the words where the plan has no such action: the reference dangles, and is told so.
    `settled_note` says why the action waits no longer where there is no action whose completion would end it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="waits_for")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=LinkKind, default=LinkKind.DEPENDS)
    on = models.ForeignKey(Action, null=True, on_delete=models.CASCADE, related_name="holds_up")
    on_text = models.CharField(max_length=400, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_note = models.TextField(blank=True)

    wall = PLAN
    privacy: ClassVar = {
        **dict.fromkeys(("id", "action", "area", "kind", "on", "on_text", "settled_at"), OPERATIONAL),
        "settled_note": CONTENT,
    }

    class Meta:
        ordering: ClassVar = ["kind", "on_text", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(on__isnull=False) | ~Q(on_text=""), name="a_dependency_is_on_something"
            ),
            models.CheckConstraint(
                condition=Q(on__isnull=True) | ~Q(on=F("action")), name="no_action_waits_for_itself"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | ~Q(settled_note=""),
                name="what_is_settled_says_how",
            ),
            models.UniqueConstraint(
                fields=["action", "on", "kind"], condition=Q(on__isnull=False), name="a_dependency_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.kind}"
