"""Effects of actions: what can be promised, and whether the figure moved; from published, protected figures alone."""

from evenhand.planning.effects.judge import judge
from evenhand.planning.effects.promise import Promise, promise
from evenhand.planning.effects.protocol import Design, Impact, Protocol, Sealed, fingerprint, seal_protocol
from evenhand.planning.effects.rules import EffectRules, load_effect_rules
from evenhand.planning.effects.smallest import Smallest
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
    "Design",
    "Effect",
    "EffectRules",
    "Impact",
    "Mark",
    "Point",
    "Promise",
    "Protocol",
    "Sealed",
    "Series",
    "Smallest",
    "Standing",
    "Verdict",
    "fingerprint",
    "judge",
    "load_effect_rules",
    "promise",
    "seal_protocol",
]
