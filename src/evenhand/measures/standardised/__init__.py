"""Rates made comparable: directly, indirectly, and within areas."""
