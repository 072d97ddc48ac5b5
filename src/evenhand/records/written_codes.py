"""The code of a list for each value of a record, which may be in a finer list."""

from evenhand.foundations import UnknownName, VocabularyError
from evenhand.vocabulary import UNKNOWNS, CodeList, Vocabulary


def codes_of(held: str, wanted: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Return for each value of the list `held` its code in `wanted` (keys `id:edition`); empty where none leads there.

    An unknown is written as the list writes it; not_known, where the list has no code for it, is left out: an
    empty cell.
    """
    listed = vocabulary.code_list(wanted)
    same = {one.code: one.code for one in listed.values}
    codes = same if held == wanted else _mapped(held, wanted, vocabulary)
    known = {value: code for value, code in codes.items() if value not in UNKNOWNS}
    return known | _unknowns(listed)


def _mapped(held: str, wanted: str, vocabulary: Vocabulary) -> dict[str, str]:
    try:
        return dict(vocabulary.mapping(held, wanted))
    except (UnknownName, VocabularyError):
        return {}


def _unknowns(listed: CodeList) -> dict[str, str]:
    """Return how a list writes the unknowns; those it doesn't are written by their own names, but for not_known."""
    return {
        unknown: listed.unknowns.get(unknown, (unknown,))[0] for unknown in UNKNOWNS if unknown != "not_known"
    }
