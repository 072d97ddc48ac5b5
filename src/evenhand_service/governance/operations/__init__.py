"""Writes of governance: each a verb, in one transaction, in the name of whoever asked."""
