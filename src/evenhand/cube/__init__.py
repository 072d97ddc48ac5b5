"""Additive counts by area, period, characteristic, stage and state. Imports pathway and earlier stages."""

from evenhand.cube.aggregates import count_aggregates, outside_states
from evenhand.cube.areas import roll_up_areas
from evenhand.cube.build import build_count_table
from evenhand.cube.count import Counted, count
from evenhand.cube.crossings import count_crossings
from evenhand.cube.journeys import count_journeys, stage_states
from evenhand.cube.population import count_population

__all__ = [
    "Counted",
    "build_count_table",
    "count",
    "count_aggregates",
    "count_crossings",
    "count_journeys",
    "count_population",
    "outside_states",
    "roll_up_areas",
    "stage_states",
]
