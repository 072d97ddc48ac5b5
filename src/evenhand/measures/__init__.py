"""Estimates with their intervals: pure functions of a CountTable, exact or protected. Imports foundations and vocabulary."""

from evenhand.measures.types import MEASURE_SCHEMA, Measure, MeasureTable, State

__all__ = ["MEASURE_SCHEMA", "Measure", "MeasureTable", "State"]
