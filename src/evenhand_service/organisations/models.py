"""Areas, organisations, agreements and purposes, as far as the access rule reads them."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand_service.common.privacy import OPERATIONAL, PUBLIC
from evenhand_service.common.walls import Wall, Walled

DATA_CLASSES = [
    ("aggregate", "aggregate"),
    ("care", "care"),
    ("justice", "justice"),
    ("equality", "equality"),
]


class Area(Walled):
    """A place with its code: nation, region, police force area, partnership, site. Public. Source: A1; 001 2.6-2.8."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=20)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    wall = Wall(area="id", also_see="true", change="manage-organisations")
    privacy: ClassVar = {
        name: PUBLIC for name in ("id", "code", "name", "name_cy", "level", "parent", "starts", "ends")
    }

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(Walled):
    """A partnership, provider, police force, prison, community organisation ... Its name is public. Source: A2."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="organisations")
    is_justice = models.BooleanField(default=False)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    wall = Wall(also_see="true", change="manage-organisations")
    privacy: ClassVar = {
        name: PUBLIC for name in ("id", "name", "kind", "area", "is_justice", "starts", "ends")
    }

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Agreement(Walled):
    """An information-sharing agreement: who shares which classes of data, for what, until when. Source: A3; 000."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(max_length=200)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="agreements")
    purpose = models.TextField()
    legal_basis = models.TextField()
    data_classes = ArrayField(models.CharField(max_length=20, choices=DATA_CLASSES), default=list)
    state = models.CharField(max_length=20, default="draft")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    review_date = models.DateField()

    wall = Wall(see="see-loads", change="manage-agreements", also_see="")
    privacy: ClassVar = {
        name: OPERATIONAL
        for name in (
            "id",
            "title",
            "area",
            "purpose",
            "legal_basis",
            "data_classes",
            "state",
            "starts",
            "ends",
            "review_date",
        )
    }

    def __str__(self) -> str:
        return self.title


class AgreementParty(Walled):
    """An organisation that is party to an agreement."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    signed_date = models.DateField(null=True, blank=True)

    wall = Wall(through="agreement_id")
    privacy: ClassVar = {name: OPERATIONAL for name in ("id", "agreement", "organisation", "signed_date")}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="a_party_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


class Purpose(Walled):
    """A purpose file: nothing about a person is taken or linked until it is complete. Source: 001 3.8; J2."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(max_length=200)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="purposes")
    data_classes = ArrayField(models.CharField(max_length=20, choices=DATA_CLASSES), default=list)
    state = models.CharField(max_length=20, default="draft")
    starts = models.DateField()
    expires = models.DateField()

    wall = Wall(see="see-loads", change="manage-purposes")
    privacy: ClassVar = {
        name: OPERATIONAL for name in ("id", "title", "area", "data_classes", "state", "starts", "expires")
    }

    def __str__(self) -> str:
        return self.title
