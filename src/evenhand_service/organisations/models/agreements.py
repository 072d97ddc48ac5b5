"""Information-sharing agreements and who is party to them."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand_service.common.privacy import OPERATIONAL
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.organisations.enums import AgreementState, DataClass
from evenhand_service.organisations.models.areas import Area
from evenhand_service.organisations.models.bodies import Organisation


class Agreement(Walled):
    """An information-sharing agreement: who shares which classes of data, for what, until when. Source: A3; 000."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(max_length=200)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="agreements")
    purpose = models.TextField()
    legal_basis = models.TextField()
    data_classes = ArrayField(models.CharField(max_length=20, choices=DataClass), default=list)
    state = models.CharField(max_length=20, default=AgreementState.DRAFT, choices=AgreementState)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    review_date = models.DateField()

    wall = Wall(see="see-loads", change="manage-agreements")
    privacy: ClassVar = dict.fromkeys(
        (
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
        ),
        OPERATIONAL,
    )

    class Meta:
        ordering: ClassVar = ["title", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="an_agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=AgreementState.values), name="an_agreement_is_in_a_known_state"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementParty(Walled):
    """An organisation that is party to an agreement."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    signed_date = models.DateField(null=True, blank=True)

    wall = Wall(through="agreement_id")
    privacy: ClassVar = dict.fromkeys(("id", "agreement", "organisation", "signed_date"), OPERATIONAL)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="a_party_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)
