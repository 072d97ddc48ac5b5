"""The words by which a file may write the codes of a column, from its code lists."""

import difflib

from evenhand.foundations import EVERYONE, VocabularyError
from evenhand.records.profiles import Column
from evenhand.vocabulary import UNKNOWNS, CodeList, Vocabulary


def list_words(column: Column, vocabulary: Vocabulary) -> dict[str, str]:
    """Return every word of the column's code lists with its code: the list's own, or that of the list `into`.

    Raises UnknownName where there is no such list, VocabularyError where one doesn't lie in the list `into`, or
    where the profile gives a word a code that isn't in the list.
    """
    _check_codes(column, vocabulary)
    found: dict[str, str] = {}
    for key in (column.code_list, *column.more_lists):
        if key is not None:
            listed = vocabulary.code_list(key)
            found |= _into(listed, column.into) if column.into else listed.spellings()
    return found


def _check_codes(column: Column, vocabulary: Vocabulary) -> None:
    if column.code_list is None:
        return
    keys = (column.into,) if column.into else (column.code_list, *column.more_lists)
    codes = [one.code for key in keys for one in vocabulary.code_list(key).values]
    for word, code in column.values.items():
        if code not in (*codes, *UNKNOWNS, EVERYONE):
            near = difflib.get_close_matches(code, codes, n=1)
            raise VocabularyError(
                f"The profile gives '{word}' of '{column.name}' the code '{code}', which isn't in {' or '.join(keys)}.",
                mend=f"Did you mean '{near[0]}'?" if near else "Write a code of the list, or not_known.",
            )


def _into(listed: CodeList, coarser: str) -> dict[str, str]:
    one = next((each for each in listed.all_maps() if each.to == coarser), None)
    if one is None or one.reason:
        why = f": {one.reason}" if one else ""
        raise VocabularyError(f"The code list {listed.key} doesn't lie in {coarser}{why}.")
    codes = dict(one.values) | {code: code for code in UNKNOWNS}
    return {word: codes[code] for word, code in listed.spellings().items() if code in codes}
