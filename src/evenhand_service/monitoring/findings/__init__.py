"""Findings over releases: their list and pages, comments, what might explain them, next steps."""
