"""Estimates with their intervals: pure functions of a CountTable, exact or protected. Imports foundations and vocabulary."""

from evenhand.measures.compare import surest_z
from evenhand.measures.exact_test import surest_chances
from evenhand.measures.family import Family, all_pairs, family_of, headline_periods
from evenhand.measures.measure import denominator_name, measure, service_chain
from evenhand.measures.pairs import Known, Pairs
from evenhand.measures.pool import pooled_years
from evenhand.measures.rules import MeasureRules, load_rules
from evenhand.measures.series import SeriesBreak, series_breaks
from evenhand.measures.types import MEASURE_SCHEMA, Measure, MeasureTable, State

__all__ = [
    "MEASURE_SCHEMA",
    "Family",
    "Known",
    "Measure",
    "MeasureRules",
    "MeasureTable",
    "Pairs",
    "SeriesBreak",
    "State",
    "all_pairs",
    "denominator_name",
    "family_of",
    "headline_periods",
    "load_rules",
    "measure",
    "pooled_years",
    "series_breaks",
    "service_chain",
    "surest_chances",
    "surest_z",
]
