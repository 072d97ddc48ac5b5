"""All measures of one small table that somebody already has."""

from evenhand.measures.own_table.headings import has_columns
from evenhand.measures.own_table.measure import all_names, measure_table, remarks
from evenhand.measures.own_table.read import read_columns, table_of
from evenhand.measures.own_table.sequences import (
    measure_areas,
    measure_groups,
    measure_people,
    measure_series,
)
from evenhand.measures.own_table.settings import Name
from evenhand.measures.own_table.types import Kind, Row, Table, UnusableOwnTable

__all__ = [
    "Kind",
    "Name",
    "Row",
    "Table",
    "UnusableOwnTable",
    "all_names",
    "has_columns",
    "measure_areas",
    "measure_groups",
    "measure_people",
    "measure_series",
    "measure_table",
    "read_columns",
    "remarks",
    "table_of",
]
