"""Purpose files: what has to be written down before anything about a person is taken."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from evenhand_service.common.privacy import OPERATIONAL, PERSONAL
from evenhand_service.common.walls import Wall, Walled
from evenhand_service.organisations.enums import DataClass, PurposeState
from evenhand_service.organisations.kinds import PURPOSE_KINDS
from evenhand_service.organisations.models.areas import Area
from evenhand_service.organisations.models.bodies import Organisation

_FILLED = ("confidentiality", "policy_document", "dpia_reference", "objections_how", "description")
_LISTED = ("data_classes", "article_6")


def _codes() -> ArrayField:
    return ArrayField(models.CharField(max_length=60), default=list, blank=True)


class Purpose(Walled):
    """A purpose file: nothing about a person is taken or linked until it is complete. Source: 001 3.8; J2.

    Conditions are codes of data/conditions.toml; what is sensitive (data/sensitive.toml) is off until switched on.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, default="monitoring")
    description = models.TextField(blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="purposes")
    data_classes = ArrayField(models.CharField(max_length=20, choices=DataClass), default=list)
    state = models.CharField(max_length=20, default=PurposeState.DRAFT, choices=PurposeState)
    starts = models.DateField()
    expires = models.DateField()
    article_6 = _codes()
    article_9 = _codes()
    article_10 = _codes()
    dpa_conditions = _codes()
    confidentiality = models.CharField(max_length=60, blank=True)
    confidentiality_note = models.TextField(blank=True)
    policy_document = models.CharField(max_length=200, blank=True)
    dpia_reference = models.CharField(max_length=200, blank=True)
    dpia_date = models.DateField(null=True, blank=True)
    objections_how = models.TextField(blank=True)
    switched_on = _codes()

    wall = Wall(see="see-loads", change="manage-purposes")
    privacy: ClassVar = dict.fromkeys(
        (
            "id",
            "title",
            "kind",
            "description",
            "area",
            "data_classes",
            "state",
            "starts",
            "expires",
            "article_6",
            "article_9",
            "article_10",
            "dpa_conditions",
            "confidentiality",
            "confidentiality_note",
            "policy_document",
            "dpia_reference",
            "dpia_date",
            "objections_how",
            "switched_on",
        ),
        OPERATIONAL,
    )

    class Meta:
        ordering: ClassVar = ["title", "id"]
        constraints: ClassVar = [
            # There is no immigration purpose, and none of an individual's case.
            models.CheckConstraint(condition=Q(kind__in=PURPOSE_KINDS), name="a_purpose_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(expires__gte=models.F("starts")), name="a_purpose_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(state=PurposeState.COMPLETE)
                | (
                    Q(dpia_date__isnull=False)
                    & ~Q(**{_FILLED[0]: ""})
                    & ~Q(**{_FILLED[1]: ""})
                    & ~Q(**{_FILLED[2]: ""})
                    & ~Q(**{_FILLED[3]: ""})
                    & ~Q(**{_FILLED[4]: ""})
                    & ~Q(**{_LISTED[0]: []})
                    & ~Q(**{_LISTED[1]: []})
                ),
                name="a_complete_purpose_has_its_parts",
            ),
            models.CheckConstraint(
                condition=~Q(state=PurposeState.COMPLETE)
                | ~Q(data_classes__overlap=[DataClass.CARE, DataClass.EQUALITY])
                | ~Q(article_9=[]),
                name="special_categories_have_a_condition",
            ),
            models.CheckConstraint(
                condition=~Q(state=PurposeState.COMPLETE)
                | ~Q(data_classes__contains=[DataClass.JUSTICE])
                | ~Q(article_10=[]),
                name="offences_have_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def runs_on(self, day: date) -> bool:
        """Return whether data may be taken under it on a day."""
        return self.state == PurposeState.COMPLETE and self.starts <= day <= self.expires


class PurposeController(Walled):
    """An organisation that decides, alone or with others, what the data are used for: it answers for them."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    purpose = models.ForeignKey(Purpose, on_delete=models.CASCADE, related_name="controllers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="controls")

    wall = Wall(through="purpose_id")
    privacy: ClassVar = dict.fromkeys(("id", "purpose", "organisation"), OPERATIONAL)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purpose", "organisation"], name="a_controller_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


class Objection(Walled):
    """Somebody's objection to a purpose, as a keyed digest of their person key: who it is stands elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    purpose = models.ForeignKey(Purpose, on_delete=models.CASCADE, related_name="objections")
    digest = models.CharField(max_length=64)
    objected_date = models.DateField()

    wall = Wall(through="purpose_id")
    privacy: ClassVar = {
        "id": OPERATIONAL,
        "purpose": OPERATIONAL,
        "digest": PERSONAL,
        "objected_date": OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purpose", "digest"], name="an_objection_once"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="an_objection_is_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose_id} {self.objected_date}"
