"""Tables of counts from elsewhere: read as one linked set, protected, and written with a certificate."""

from evenhand.disclosure.tables.ranges import sums_of_codes

__all__ = ["sums_of_codes"]
