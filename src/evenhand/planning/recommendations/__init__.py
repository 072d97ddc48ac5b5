"""Recommendations from anywhere: their answer, the clock of the answer, and which may ask for the same thing (F6)."""

from evenhand.planning.recommendations.alike import alike_to, statements_of, suggest_alike
from evenhand.planning.recommendations.clock import ClockState, Due, Taken, Who, all_due, what_is_due
from evenhand.planning.recommendations.ladders import Ladder, Step, ladder, ladders, usual_ladder
from evenhand.planning.recommendations.likeness import LikenessRules, likeness_rules
from evenhand.planning.recommendations.merged import together
from evenhand.planning.recommendations.suggestion import Alike, Reason, Statement
from evenhand.planning.recommendations.types import (
    Recommendation,
    RecommendationAtOdds,
    Response,
    SourceKind,
)

__all__ = [
    "Alike",
    "ClockState",
    "Due",
    "Ladder",
    "LikenessRules",
    "Reason",
    "Recommendation",
    "RecommendationAtOdds",
    "Response",
    "SourceKind",
    "Statement",
    "Step",
    "Taken",
    "Who",
    "alike_to",
    "all_due",
    "ladder",
    "ladders",
    "likeness_rules",
    "statements_of",
    "suggest_alike",
    "together",
    "usual_ladder",
    "what_is_due",
]
