"""Writes of the plan: each a verb, in one transaction, in the name of whoever asked."""
