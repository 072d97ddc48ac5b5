"""The three stores of rows about people: care, justice and equality characteristics, kept apart."""
