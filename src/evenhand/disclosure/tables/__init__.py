"""Tables of counts from elsewhere: read as one linked set, protected, and written with a certificate."""

from evenhand.disclosure.linked.ranges import sums_of_codes
from evenhand.disclosure.tables.certificate import CERTIFICATE
from evenhand.disclosure.tables.hierarchy import Hierarchy, from_levels, from_rows
from evenhand.disclosure.tables.protect_tables import Protected, policy_for, protect_tables
from evenhand.disclosure.tables.settings import load_settings
from evenhand.disclosure.tables.shown import ShownCells, published_of
from evenhand.disclosure.tables.table_set import TableSet, gather
from evenhand.disclosure.tables.types import Given, Reading, UnusableTable
from evenhand.disclosure.tables.written import Written

__all__ = [
    "CERTIFICATE",
    "Given",
    "Hierarchy",
    "Protected",
    "Reading",
    "ShownCells",
    "TableSet",
    "UnusableTable",
    "Written",
    "from_levels",
    "from_rows",
    "gather",
    "load_settings",
    "policy_for",
    "protect_tables",
    "published_of",
    "sums_of_codes",
]
