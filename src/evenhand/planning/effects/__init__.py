"""Effects of actions: what can be promised, and whether the figure moved; from published, protected figures alone."""

from evenhand.planning.effects.judge import judge
from evenhand.planning.effects.promise import Promise, Smallest, promise
from evenhand.planning.effects.rules import EffectRules, load_effect_rules
from evenhand.planning.effects.types import (
    AreaSeries,
    Baseline,
    Effect,
    Mark,
    Point,
    Series,
    Standing,
    Verdict,
)

__all__ = [
    "AreaSeries",
    "Baseline",
    "Effect",
    "EffectRules",
    "Mark",
    "Point",
    "Promise",
    "Series",
    "Smallest",
    "Standing",
    "Verdict",
    "judge",
    "load_effect_rules",
    "promise",
]
