"""People who log in, the roles they hold where, and what a role may do. Imports common."""
