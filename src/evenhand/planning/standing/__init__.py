"""Where each action stands on a day, by a definite rule for each kind of date, and what it waits for (F1, F2)."""

from evenhand.planning.standing.dependencies import completed_on, unblocks
from evenhand.planning.standing.rules import StandingRules, standing_rules
from evenhand.planning.standing.stand import standings, tracked_rows
from evenhand.planning.standing.types import (
    Problem,
    ProblemKind,
    StageStanding,
    Standing,
    Standings,
    State,
    Tracked,
    Why,
)
from evenhand.planning.standing.words import inference_said, problem_said, said, stage_said, state_words

__all__ = [
    "Problem",
    "ProblemKind",
    "StageStanding",
    "Standing",
    "StandingRules",
    "Standings",
    "State",
    "Tracked",
    "Why",
    "completed_on",
    "inference_said",
    "problem_said",
    "said",
    "stage_said",
    "standing_rules",
    "standings",
    "state_words",
    "tracked_rows",
    "unblocks",
]
