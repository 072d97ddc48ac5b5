"""Stage rules (data in a programme) turned into SQL conditions; a rule that cannot be known is not met."""

from collections.abc import Mapping
from typing import Any

from evenhand.foundations import VocabularyError


def condition(rule: Mapping[str, Any] | None) -> str:
    """Return the SQL condition of a rule over columns named `record.field`; always true without a rule.

    A rule has one of the forms: {field, in: [...]}, {field, present: true or false}, {field, below: n},
    {from, to, at_least_days: n}, {any: [...]}, {all: [...]}. Raises VocabularyError for any other.
    """
    if rule is None:
        return "true"
    return f"coalesce({_condition(rule)}, false)"


def identifier(name: str) -> str:
    """Return a column's name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text value quoted for SQL."""
    return "'" + text.replace("'", "''") + "'"


def _condition(rule: Mapping[str, Any]) -> str:
    match rule:
        case {"any": [*parts]}:
            return "(" + " or ".join(condition(part) for part in parts) + ")"
        case {"all": [*parts]}:
            return "(" + " and ".join(condition(part) for part in parts) + ")"
        case {"field": str(field), "in": [*values]}:
            return f"{identifier(field)} in ({', '.join(literal(str(value)) for value in values)})"
        case {"field": str(field), "present": bool(present)}:
            return f"{identifier(field)} is {'not null' if present else 'null'}"
        case {"field": str(field), "below": int(limit)}:
            return f"{identifier(field)} < {limit}"
        case {"from": str(start), "to": str(end), "at_least_days": int(days)}:
            return f"{identifier(end)} - {identifier(start)} >= {days}"
    raise VocabularyError(
        f"This rule has no form that is known: {dict(rule)}.", mend="See the reference of programmes."
    )
