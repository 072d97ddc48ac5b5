"""Information-sharing agreements."""
