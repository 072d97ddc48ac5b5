"""The words by which a file may write the codes of a column, from its code lists."""

from evenhand.foundations import VocabularyError
from evenhand.records.profiles import Column
from evenhand.vocabulary import UNKNOWNS, CodeList, Vocabulary


def list_words(column: Column, vocabulary: Vocabulary) -> dict[str, str]:
    """Return every word of the column's code lists with its code: the list's own, or that of the list `into`.

    Raises UnknownName where there is no such list, VocabularyError where one doesn't lie in the list `into`.
    """
    found: dict[str, str] = {}
    for key in (column.code_list, *column.more_lists):
        if key is not None:
            listed = vocabulary.code_list(key)
            found |= _into(listed, column.into) if column.into else listed.spellings()
    return found


def _into(listed: CodeList, coarser: str) -> dict[str, str]:
    one = next((each for each in listed.all_maps() if each.to == coarser), None)
    if one is None or one.reason:
        why = f": {one.reason}" if one else ""
        raise VocabularyError(f"The code list {listed.key} doesn't lie in {coarser}{why}.")
    codes = dict(one.values) | {code: code for code in UNKNOWNS}
    return {word: codes[code] for word, code in listed.spellings().items() if code in codes}
