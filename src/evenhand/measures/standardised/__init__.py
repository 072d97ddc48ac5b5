"""Rates made comparable: directly, indirectly, and within areas."""

from evenhand.measures.standardised.direct import direct, direct_of_repeated
from evenhand.measures.standardised.indirect import expected_events, indirect_rate, indirect_ratio
from evenhand.measures.standardised.settings import StandardisedSettings, load_settings
from evenhand.measures.standardised.within_areas import WithinAreas, within_areas

__all__ = [
    "StandardisedSettings",
    "WithinAreas",
    "direct",
    "direct_of_repeated",
    "expected_events",
    "indirect_rate",
    "indirect_ratio",
    "load_settings",
    "within_areas",
]
