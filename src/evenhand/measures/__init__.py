"""Estimates with their intervals: pure functions of a CountTable, exact or protected. Imports foundations and vocabulary."""

from evenhand.measures.compare import surest_z
from evenhand.measures.measure import (
    all_pairs,
    comparisons_made,
    denominator_name,
    in_family,
    measure,
    service_chain,
)
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.rules import MeasureRules, load_rules
from evenhand.measures.types import MEASURE_SCHEMA, Measure, MeasureTable, State

__all__ = [
    "MEASURE_SCHEMA",
    "Known",
    "Measure",
    "MeasureRules",
    "MeasureTable",
    "Pairs",
    "State",
    "all_pairs",
    "comparisons_made",
    "denominator_name",
    "in_family",
    "load_rules",
    "measure",
    "service_chain",
    "surest_z",
]
