"""Loads: files that somebody gave, checked row by row, used when somebody else says so."""
