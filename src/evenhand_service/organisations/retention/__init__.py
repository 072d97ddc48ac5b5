"""How long things are kept, what goes when, and the removal of one person."""
