"""How the tables of the plan came to be."""
