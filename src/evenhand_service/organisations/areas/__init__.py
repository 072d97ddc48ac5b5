"""Places with their dated codes."""
