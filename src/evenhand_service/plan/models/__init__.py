"""Models of the plan, a file for each thing."""

from evenhand_service.plan.models.actions import Action, Milestone
from evenhand_service.plan.models.apart import KeptApart
from evenhand_service.plan.models.documents import Document, DocumentFile
from evenhand_service.plan.models.editions import Edition, PublishedEdition
from evenhand_service.plan.models.evidence import Evidence, EvidenceFile
from evenhand_service.plan.models.indicators import Indicator
from evenhand_service.plan.models.judgements import Judgement, Reading
from evenhand_service.plan.models.leads import Dependency, Lead
from evenhand_service.plan.models.plans import Aim, Plan, ScopeReview, Theme
from evenhand_service.plan.models.progress import ActionComment, Progress
from evenhand_service.plan.models.proposed import ProposedRecommendation, ProposedRow
from evenhand_service.plan.models.recommendations import Answer, Escalation, Recommendation

__all__ = [
    "Action",
    "ActionComment",
    "Aim",
    "Answer",
    "Dependency",
    "Document",
    "DocumentFile",
    "Edition",
    "Escalation",
    "Evidence",
    "EvidenceFile",
    "Indicator",
    "Judgement",
    "KeptApart",
    "Lead",
    "Milestone",
    "Plan",
    "Progress",
    "ProposedRecommendation",
    "ProposedRow",
    "PublishedEdition",
    "Reading",
    "Recommendation",
    "ScopeReview",
    "Theme",
]
