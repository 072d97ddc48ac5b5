"""Contracts: with whom, until when, what they cover, and what they ask for equality."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from evenhand_service.commissioning.enums import ContractState
from evenhand_service.commissioning.models.treatment import KEY, PERSON, WHO, Specification, codes
from evenhand_service.commissioning.models.walls import CONTRACT, OF_CONTRACT
from evenhand_service.common.privacy import CONTENT, OPERATIONAL, PUBLIC, STAFF
from evenhand_service.common.walls import Walled


class Contract(Walled):
    """What a provider is paid to do, from one day to another. Source: A5; 001 1.12, 2/4.

    `organisation` is the provider, whose managers see the contract once it is let.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="contracts")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="contracts"
    )
    specification = models.ForeignKey(
        Specification, null=True, on_delete=models.PROTECT, related_name="contracts"
    )
    reference = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    lang = models.CharField(max_length=35, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    state = models.CharField(max_length=12, choices=ContractState, default=ContractState.DRAFT)
    let_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    let_by_name = models.CharField(max_length=200, blank=True)
    let_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = CONTRACT
    privacy: ClassVar = {
        **dict.fromkeys(("id", "area", "organisation", "specification", "reference", "lang"), OPERATIONAL),
        **dict.fromkeys(("starts", "ends", "state", "let_by", "let_at", "version", *WHO), OPERATIONAL),
        **dict.fromkeys(("title", "ended_because"), CONTENT),
        **dict.fromkeys(("contact_name", "contact_phone", "let_by_name", "made_by_name"), STAFF),
    }

    class Meta:
        ordering: ClassVar = ["reference", "id"]
        indexes: ClassVar = [
            models.Index(fields=["area", "state", "ends"]),
            models.Index(fields=["organisation", "state"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "reference"], name="a_contract_has_its_reference"),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="a_contract_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ContractState.DRAFT, ContractState.WITHDRAWN])
                | Q(let_at__isnull=False),
                name="a_let_contract_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ContractState.ENDED) | ~Q(ended_because=""),
                name="an_ended_contract_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Coverage(Walled):
    """A service or a place (a custody suite, a prison wing) that a contract covers, and for which steps.

    Without steps of its own it is answerable for those that its service's offers stand for
    (data/stage_services.toml). Source: A5.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="coverage")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(
        "organisations.Service", null=True, on_delete=models.PROTECT, related_name="contracts"
    )
    site = models.CharField(max_length=200, blank=True)
    stages = codes()

    wall = OF_CONTRACT
    privacy: ClassVar = dict.fromkeys(("id", "contract", "area", "service", "site", "stages"), OPERATIONAL)

    class Meta:
        ordering: ClassVar = ["site", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(service__isnull=False) | ~Q(site=""), name="a_coverage_is_of_something"
            ),
            models.UniqueConstraint(
                fields=["contract", "service", "site"], name="a_coverage_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.site}"


class EqualityTerm(Walled):
    """What a contract asks for equality, and how it will be seen: which figure, for which group, from what to what.

    `thread` is the finding whose figure counts, if there is one; `target` is in that finding's units. `baseline` is what
    the figure was when the term was agreed. Source: A5; 001 1.12, 2/4.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="terms")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    wording = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    thread = models.ForeignKey(
        "monitoring.FindingThread", null=True, on_delete=models.PROTECT, related_name="equality_terms"
    )
    stage = models.CharField(**KEY)
    characteristic = models.CharField(**KEY)
    group = models.CharField(**KEY)
    measure = models.CharField(max_length=300, blank=True)
    units = models.CharField(max_length=40, blank=True)
    baseline = models.FloatField(null=True)
    baseline_period = models.CharField(max_length=21, blank=True)
    target = models.FloatField(null=True)
    target_words = models.CharField(max_length=300, blank=True)
    target_date = models.DateField(null=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = OF_CONTRACT
    privacy: ClassVar = {
        **dict.fromkeys(("id", "contract", "area", "position", "lang", "thread", "made_at"), OPERATIONAL),
        **dict.fromkeys(("stage", "characteristic", "group", "units", "target", "target_date"), PUBLIC),
        **dict.fromkeys(("baseline", "baseline_period"), PUBLIC),
        **dict.fromkeys(("wording", "measure", "target_words"), CONTENT),
        "made_by_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "position"], name="a_term_has_its_place"),
            models.CheckConstraint(condition=~Q(wording=""), name="a_term_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.position}"
