"""Budgets by source and service, spend by quarter, spend beside outcomes."""
