"""Which column of a table is which: by its name, by another word for it, or because nothing else is left."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from evenhand.measures.own_table.numbers import is_number
from evenhand.measures.own_table.settings import folded, load_columns
from evenhand.measures.own_table.types import Kind, UnusableOwnTable

Columns = Mapping[str, Sequence[str]]
_LIKE = 0.75
"""How alike a misspelt heading is to the word meant (difflib's ratio)."""


def assign(columns: Columns, kind: Kind) -> tuple[dict[str, str], list[str]]:
    """Return the heading of each column that the kind has, and sentences on what was taken for what.

    Raises UnusableOwnTable where a column is missing, or two could be the same one.
    """
    plan = load_columns()["kinds"][str(kind)]
    wanted = list(dict.fromkeys([*plan["required"], *plan["optional"]]))
    found: dict[str, str] = {}
    notes = []
    for name in wanted:
        heading = _by_name(name, columns, found)
        if heading is not None:
            found[name] = heading
    for name in wanted:
        if name not in found and (heading := _by_word(name, columns, found)) is not None:
            found[name] = heading
            notes.append(f"The column '{heading}' is taken as the {name}.")
    label = plan.get("label")
    if label and label not in found and (heading := _only_words(columns, found)) is not None:
        found[label] = heading
        notes.append(f"The column '{heading}' is taken as the {label}.")
    _check_all_there(found, columns, kind)
    left = [one for one in columns if one not in found.values() and one]
    if left:
        notes.append(f"Not used: {_listed(left)}.")
    return found, notes


def has_columns(header: Sequence[str], kind: Kind | str) -> bool:
    """Return whether a row of headings has the columns that a kind must have, by name or by another word."""
    plan, words = load_columns()["kinds"][str(kind)], load_columns()["words"]
    there = {folded(one) for one in header}

    def has(name: str) -> bool:
        return bool(there & {name, *words[name]})

    return all(map(has, plan["required"])) and any(map(has, plan.get("one_of", plan["required"])))


def _by_name(name: str, columns: Columns, found: Mapping[str, str]) -> str | None:
    return next((one for one in columns if folded(one) == name and one not in found.values()), None)


def _by_word(name: str, columns: Columns, found: Mapping[str, str]) -> str | None:
    words = load_columns()["words"][name]
    fits = [one for one in columns if folded(one) in words and one not in found.values()]
    if len(fits) > 1:
        raise UnusableOwnTable(
            f"{_listed(fits)} could all be the {name}."
            if len(fits) > 2
            else f"{_both(fits)} could be the {name}.",
            mend=f"Call the one that is meant '{name}'.",
        )
    return fits[0] if fits else None


def _only_words(columns: Columns, found: Mapping[str, str]) -> str | None:
    """The one column left whose cells are words, if there is just one."""
    left = [
        one
        for one, cells in columns.items()
        if one not in found.values() and not any(is_number(cell) for cell in cells)
    ]
    return left[0] if len(left) == 1 else None


def _check_all_there(found: Mapping[str, str], columns: Columns, kind: Kind) -> None:
    plan = load_columns()["kinds"][str(kind)]
    missing = [name for name in plan["required"] if name not in found]
    choice = plan.get("one_of", [])
    if choice and not any(name in found for name in choice):
        missing.append(choice[0])
    if not missing:
        return
    titles = load_columns()["titles"]
    what = " and ".join(f"'{name}' ({titles[name]})" for name in missing)
    here = f"Its columns are {_listed(list(columns))}." if any(columns) else "It has no headings."
    raise UnusableOwnTable(
        f"The table has no column {what}. {here}",
        mend=f"{_hint(missing, columns, found)}A table of {kind} begins with the line {plan['example']}.",
    )


def _hint(missing: Sequence[str], columns: Columns, found: Mapping[str, str]) -> str:
    """What a heading that is left could be, or what a table from elsewhere lacks."""
    if "estimate" in (folded(one) for one in columns) and "numerator" in missing:
        return (
            "It has estimates, as templates of HEAT Plus do; here counts are needed, from which intervals are made: "
            "numerator is the estimate times the denominator. "
        )
    if "denominator" in missing and "population" in found:
        return f"If '{found['population']}' holds the people to whom it could have happened, call it 'denominator'. "
    left = {folded(one): one for one in columns if one not in found.values()}
    for name in missing:
        words = [name, *load_columns()["words"][name]]
        near = next((one for word in words for one in get_close_matches(word, left, 1, _LIKE)), None)
        if near is not None:
            return f"If '{left[near]}' is meant, call it '{name}'. "
    return ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{one}'" for one in names)


def _both(names: Sequence[str]) -> str:
    return " and ".join(f"'{one}'" for one in names)
