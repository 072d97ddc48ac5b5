"""Organisations, their kinds and teams."""
