"""Commands of the organisations app."""
