"""What people of unknown group, wrong links and uncertain populations could do to every figure."""

from evenhand.measures.unknowns.bounds import (
    Bounds,
    Unknown,
    difference_bounds,
    proportion_bounds,
    rate_bounds,
    ratio_bounds,
)
from evenhand.measures.unknowns.constants import UnknownsRules, load_unknowns
from evenhand.measures.unknowns.denominators import Denominator, beside, rate_beside, share_beside
from evenhand.measures.unknowns.linkage import (
    LinkQuality,
    UnusableLinkQuality,
    linked_difference_bounds,
    linked_ratio_bounds,
    true_share_bounds,
    true_share_interval,
)
from evenhand.measures.unknowns.sensitivity import Curve, sensitivity_curve
from evenhand.measures.unknowns.with_chance import (
    difference_with_chance,
    one_sided_z,
    proportion_with_chance,
    ratio_with_chance,
)

__all__ = [
    "Bounds",
    "Curve",
    "Denominator",
    "LinkQuality",
    "Unknown",
    "UnknownsRules",
    "UnusableLinkQuality",
    "beside",
    "difference_bounds",
    "difference_with_chance",
    "linked_difference_bounds",
    "linked_ratio_bounds",
    "load_unknowns",
    "one_sided_z",
    "proportion_bounds",
    "proportion_with_chance",
    "rate_beside",
    "rate_bounds",
    "ratio_bounds",
    "ratio_with_chance",
    "sensitivity_curve",
    "share_beside",
    "true_share_bounds",
    "true_share_interval",
]
