"""Quarterly reviews of contracts, and independent evaluations."""
