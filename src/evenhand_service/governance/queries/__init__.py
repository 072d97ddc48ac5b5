"""Reads of governance: what each page shows, in a number of queries that does not grow with the rows."""
