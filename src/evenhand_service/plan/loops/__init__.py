"""The map of loops: from a finding over an explanation and an action to a figure and what became of it."""
