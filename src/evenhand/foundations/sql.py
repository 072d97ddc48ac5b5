"""Names and texts quoted for SQL. Values of persons never go this way: they are columns or parameters."""


def identifier(name: str) -> str:
    """Return a name quoted for SQL: of a column, or a table."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text quoted for SQL."""
    return "'" + text.replace("'", "''") + "'"
