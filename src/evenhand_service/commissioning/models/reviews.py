"""What is looked at of a contract: the quarter's review with what was decided, and independent evaluations."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evenhand_service.commissioning.enums import EntryKind, EvaluationState, ReviewState
from evenhand_service.commissioning.models.contracts import Contract
from evenhand_service.commissioning.models.treatment import PERSON, WHO
from evenhand_service.commissioning.models.walls import ENTRY, OF_CONTRACT
from evenhand_service.common.privacy import CONTENT, OPERATIONAL, STAFF
from evenhand_service.common.walls import Walled


class ContractReview(Walled):
    """The review of a contract's quarter, with the provider's own findings beside it. Source: A5; 001 3.25.

    `release` is the one that was looked at when it was held, so that the page shows later what was known then.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="reviews")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    quarter_starts = models.DateField()
    due_date = models.DateField()
    state = models.CharField(max_length=12, choices=ReviewState, default=ReviewState.PLANNED)
    held_date = models.DateField(null=True)
    release = models.ForeignKey(
        "monitoring.Release", null=True, on_delete=models.PROTECT, related_name="contract_reviews"
    )
    closed_by_name = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = OF_CONTRACT
    privacy: ClassVar = {
        **dict.fromkeys(("id", "contract", "area", "quarter_starts", "due_date", "state"), OPERATIONAL),
        **dict.fromkeys(("held_date", "release", "closed_at", *WHO), OPERATIONAL),
        **dict.fromkeys(("closed_by_name", "made_by_name"), STAFF),
    }

    class Meta:
        ordering: ClassVar = ["-quarter_starts", "id"]
        indexes: ClassVar = [models.Index(fields=["area", "state", "due_date"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "quarter_starts"], name="a_quarter_is_reviewed_once"),
            models.CheckConstraint(
                condition=~Q(state__in=[ReviewState.HELD, ReviewState.CLOSED]) | Q(held_date__isnull=False),
                name="a_held_review_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.quarter_starts}"


class ReviewEntry(Walled):
    """Something written down at a review; an action is one of the action plan. Kept, and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    review = models.ForeignKey(ContractReview, on_delete=models.PROTECT, related_name="entries")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=EntryKind)
    wording = models.TextField()
    lang = models.CharField(max_length=35, blank=True)
    action = models.ForeignKey(
        "plan.Action", null=True, on_delete=models.PROTECT, related_name="contract_entries"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    author_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = ENTRY
    privacy: ClassVar = {
        **dict.fromkeys(("id", "review", "contract", "area", "kind", "lang", "action"), OPERATIONAL),
        **dict.fromkeys(("author", "made_at"), OPERATIONAL),
        "wording": CONTENT,
        "author_name": STAFF,
    }

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(wording=""), name="an_entry_of_a_review_says_something"),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.ACTION) | Q(action__isnull=False),
                name="an_action_of_a_review_is_one_of_the_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.kind}"


class Evaluation(Walled):
    """An evaluation by somebody who neither provides nor pays, with what users said. Source: A5; 004.

    `people_asked` is kept as it is and shown protected, as every count of people is.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="evaluations")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    lang = models.CharField(max_length=35, blank=True)
    evaluator_name = models.CharField(max_length=200)
    evaluator_body = models.CharField(max_length=200, blank=True)
    independent_because = models.TextField()
    method = models.TextField()
    due_date = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=EvaluationState, default=EvaluationState.ASKED)
    reported_date = models.DateField(null=True)
    people_asked = models.PositiveIntegerField(null=True)
    users_said = models.TextField(blank=True)
    found = models.TextField(blank=True)
    report_address = models.URLField(max_length=600, blank=True)
    came_of_it = models.TextField(blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    wall = OF_CONTRACT
    privacy: ClassVar = {
        **dict.fromkeys(("id", "contract", "area", "lang", "due_date", "state"), OPERATIONAL),
        **dict.fromkeys(("reported_date", "answered_at", *WHO), OPERATIONAL),
        **dict.fromkeys(("title", "independent_because", "method", "users_said", "found"), CONTENT),
        **dict.fromkeys(("came_of_it", "report_address", "people_asked"), CONTENT),
        **dict.fromkeys(("evaluator_name", "evaluator_body", "answered_by_name", "made_by_name"), STAFF),
    }

    class Meta:
        ordering: ClassVar = ["-made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=[EvaluationState.REPORTED, EvaluationState.ANSWERED])
                | (Q(reported_date__isnull=False) & ~Q(users_said="")),
                name="a_reported_evaluation_says_what_users_said",
            ),
            models.CheckConstraint(
                condition=~Q(state=EvaluationState.ANSWERED) | ~Q(came_of_it=""),
                name="an_answered_evaluation_says_what_came_of_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.state}"
