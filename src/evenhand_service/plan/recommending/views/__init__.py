"""Pages of recommendations, a file for each idea."""
