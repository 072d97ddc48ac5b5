"""The service directory: what there is, for whom, and what a person will find there."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand_service.common.privacy import PUBLIC
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.organisations.enums import AccessAudit, Childcare
from evenhand_service.organisations.models.areas import Area
from evenhand_service.organisations.models.bodies import Organisation

_OWN = (
    "({row}.area_id = ANY ((SELECT access.areas({me}, 'manage-organisations'))::uuid[]) OR "
    "({row}.area_id = ANY ((SELECT access.areas({me}, 'manage-services'))::uuid[]) AND {row}.organisation_id IN "
    "(SELECT h.organisation_id FROM access.held({me}, 'manage-services') h)))"
)
"""A provider changes the entries of its own; who manages an area's organisations, all of that area."""


def _codes() -> ArrayField:
    return ArrayField(models.CharField(max_length=40), default=list, blank=True)


class Service(Walled):
    """A service in the directory. Source: A4; 001 10.4; 004."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="services")
    offers = _codes()
    groups = _codes()
    languages = _codes()
    is_faith_based = models.BooleanField(default=False)
    is_abstinence_based = models.BooleanField(default=False)
    women_only_hours = models.CharField(max_length=200, blank=True)
    childcare = models.CharField(max_length=20, choices=Childcare, default=Childcare.NOT_KNOWN)
    access_audit = models.CharField(max_length=20, choices=AccessAudit, default=AccessAudit.NOT_DONE)
    access_audit_date = models.DateField(null=True, blank=True)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    is_public = models.BooleanField(default=False)
    checked_date = models.DateField()
    ends = models.DateField(null=True, blank=True)

    wall = Wall(see="see-releases", also_see="{row}.is_public", also_change=_OWN)
    privacy: ClassVar = dict.fromkeys(
        (
            "id",
            "organisation",
            "area",
            "offers",
            "groups",
            "languages",
            "is_faith_based",
            "is_abstinence_based",
            "women_only_hours",
            "childcare",
            "access_audit",
            "access_audit_date",
            "address",
            "phone",
            "email",
            "website",
            "is_public",
            "checked_date",
            "ends",
        ),
        PUBLIC,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(access_audit=AccessAudit.NOT_DONE)
                | models.Q(access_audit_date__isnull=False),
                name="an_access_audit_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ServiceWords(Walled):
    """What a service says of itself, in one language (BCP 47)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    about = models.TextField()
    for_whom = models.TextField(blank=True)
    how_to_come = models.TextField(blank=True)

    wall = Wall(through="service_id")
    privacy: ClassVar = dict.fromkeys(
        ("id", "service", "language", "name", "about", "for_whom", "how_to_come"), PUBLIC
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "language"], name="a_language_once")
        ]

    def __str__(self) -> str:
        return self.name
