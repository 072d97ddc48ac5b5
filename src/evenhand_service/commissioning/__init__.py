"""Commissioning: treatment plans, specifications, contracts, their reviews and money, assistance, good practice."""
