"""No test of the entrance inherits another's tries: they are counted in the database, which each test leaves as it was."""
