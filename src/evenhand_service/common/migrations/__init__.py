"""How the tables of common came to be."""
