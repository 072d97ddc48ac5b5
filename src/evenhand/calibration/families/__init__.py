"""Measures and rules that are tried together, a file each: `draw` makes up areas, `cover` says what held in each."""
