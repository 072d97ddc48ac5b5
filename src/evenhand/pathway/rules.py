"""Stage rules (data in a programme) turned into SQL conditions; a rule that cannot be known is not met."""

from collections.abc import Mapping
from typing import Any

from evenhand.foundations import VocabularyError
from evenhand.foundations.sql import identifier, literal

_COMPARED = {"before": "<", "on_or_before": "<=", "after": ">", "on_or_after": ">="}
"""How two dates of a rule are held against each other."""


def condition(rule: Mapping[str, Any] | None) -> str:
    """Return the SQL condition of a rule over columns named `record.field`; always true without a rule.

    A rule has one of the forms: {field, in: [...]}, {field, present: true or false}, {field, below: n},
    {field, at_least: n}, {field, before / on_or_before / after / on_or_after: another date field},
    {from, to, at_least_days: n}, {from, to, at_most_days: n}, {any: [...]}, {all: [...]}, {not: {...}}.
    What is missing meets none of them, and so always meets a `not`. Raises VocabularyError for any other.
    """
    if rule is None:
        return "true"
    return f"coalesce({_condition(rule)}, false)"


def _condition(rule: Mapping[str, Any]) -> str:
    match rule:
        case {"any": [*parts]}:
            return "(" + " or ".join(condition(part) for part in parts) + ")"
        case {"all": [*parts]}:
            return "(" + " and ".join(condition(part) for part in parts) + ")"
        case {"not": Mapping() as part}:
            return f"not {condition(part)}"
        case {"from": str(start), "to": str(end), "at_least_days": int(days)}:
            return f"{identifier(end)} - {identifier(start)} >= {days}"
        case {"from": str(start), "to": str(end), "at_most_days": int(days)}:
            return f"{identifier(end)} - {identifier(start)} <= {days}"
        case {"field": str(field)} if len(rule) == 2:
            return _of_field(identifier(field), {k: v for k, v in rule.items() if k != "field"}, rule)
    raise _unknown(rule)


def _of_field(column: str, test: Mapping[str, Any], rule: Mapping[str, Any]) -> str:
    match test:
        case {"in": [*values]}:
            return f"{column} in ({', '.join(literal(str(value)) for value in values)})"
        case {"present": bool(present)}:
            return f"{column} is {'not null' if present else 'null'}"
        case {"below": int(limit)}:
            return f"{column} < {limit}"
        case {"at_least": int(limit)}:
            return f"{column} >= {limit}"
    for word, sign in _COMPARED.items():
        if isinstance(test.get(word), str):
            return f"{column} {sign} {identifier(test[word])}"
    raise _unknown(rule)


def _unknown(rule: Mapping[str, Any]) -> VocabularyError:
    return VocabularyError(
        f"This rule has no form that is known: {dict(rule)}.",
        mend="The forms are in docs/how-to/add-a-programme.md.",
    )
