"""How the tables of publication came to be."""
