"""Models of commissioning, a file for each part of the chain."""

from evenhand_service.commissioning.models.contracts import Contract, Coverage, EqualityTerm
from evenhand_service.commissioning.models.library import (
    Bulletin,
    Inspired,
    Practice,
    PracticeWords,
    PublishedPractice,
)
from evenhand_service.commissioning.models.money import BudgetLine, Spend
from evenhand_service.commissioning.models.reviews import ContractReview, Evaluation, ReviewEntry
from evenhand_service.commissioning.models.support import Support, SupportEntry
from evenhand_service.commissioning.models.treatment import (
    Priority,
    PriorityFinding,
    Specification,
    TreatmentPlan,
)

__all__ = [
    "BudgetLine",
    "Bulletin",
    "Contract",
    "ContractReview",
    "Coverage",
    "EqualityTerm",
    "Evaluation",
    "Inspired",
    "Practice",
    "PracticeWords",
    "Priority",
    "PriorityFinding",
    "PublishedPractice",
    "ReviewEntry",
    "Specification",
    "Spend",
    "Support",
    "SupportEntry",
    "TreatmentPlan",
]
