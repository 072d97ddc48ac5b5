"""All measures of one small table that somebody already has."""
