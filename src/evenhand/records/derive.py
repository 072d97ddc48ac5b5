"""Values that are worked out from others of the same row, as SQL: bands, ages, choices by condition."""

from collections.abc import Sequence

from evenhand.records.profiles import Condition, Derived
from evenhand.records.rules import band, literal, name
from evenhand.vocabulary import Vocabulary


def derived_value(derived: Derived, vocabulary: Vocabulary) -> str:
    """Return the SQL of a derived value; it may use values derived before it."""
    if derived.code_list and derived.number:
        return band(derived, vocabulary.code_list(derived.code_list))
    if derived.born and derived.at:
        return _years(name(derived.born), name(derived.at))
    if not derived.first_of:
        return _choice(derived)
    found = f"coalesce({', '.join(map(name, derived.first_of))})"
    return f"CASE WHEN {_all(derived.where)} THEN {found} END" if derived.where else found


def _years(born: str, at: str) -> str:
    """Return the SQL of somebody's age in whole years; null where either day is missing, or they are not born."""
    age = f"date_diff('year', {born}, {at}) - CAST(strftime({at}, '%m%d') < strftime({born}, '%m%d') AS INTEGER)"
    return f"CASE WHEN {born} <= {at} THEN {age} END"


def _choice(derived: Derived) -> str:
    whens = (f"WHEN {_all(one.where)} THEN {literal(one.value)}" for one in derived.choose)
    otherwise = literal(derived.otherwise) if derived.otherwise is not None else "NULL"
    if not derived.choose:
        return otherwise
    return f"CASE {' '.join(whens)} ELSE {otherwise} END"


def _all(conditions: Sequence[Condition]) -> str:
    return " AND ".join(f"({_holds(one)})" for one in conditions) or "true"


def _holds(condition: Condition) -> str:
    wanted = ", ".join(map(literal, condition.holds))
    test = f"IN ({wanted})" if condition.holds else "IS NOT NULL"
    return " OR ".join(f"coalesce({name(one)} {test}, false)" for one in condition.any)
