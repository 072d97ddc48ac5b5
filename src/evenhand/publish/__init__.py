"""Placeholder docstring replaced below."""
