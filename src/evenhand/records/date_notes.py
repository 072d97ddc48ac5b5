"""How dates were read where another way was possible: without a day, or in either order of day and month."""

from collections.abc import Iterator

import numpy as np

from evenhand.records.dates import date_forms, fits_either_order, is_partial
from evenhand.records.profiles import Kind, Partial
from evenhand.records.sorter import Sorter
from evenhand.records.spelled import Spelled
from evenhand.records.sql import Fault, name

Note = tuple[int, str, str, int, str]
"""Number of the file, rule, column as the profile writes it, rows, sentence."""


def date_notes(sorter: Sorter) -> Iterator[Note]:
    """Yield a note for each file and column of which something was decided about its dates."""
    for column in sorter.profile.columns:
        spelled = sorter.spelled(column.target)
        if column.kind is not Kind.DATE or spelled is None:
            continue
        t, v = name(f"text {column.target}"), name(column.target)
        if column.partial is not Partial.REFUSE:
            rows = _rows(sorter, spelled, f"{is_partial(t)} AND {v} IS NOT NULL")
            sentence = date_forms()["read_as"][column.partial.value]
            for number, count in _by_file(sorter, rows).items():
                yield number, "partial", column.name, count, sentence
        yield from _either_order(sorter, spelled, t, column.name)


def _either_order(sorter: Sorter, spelled: Spelled, t: str, heading: str) -> Iterator[Note]:
    told = date_forms()["either"]
    either = _rows(sorter, spelled, fits_either_order(t))
    if not len(either):
        return
    # Only days written with slashes can be read in either order; one that can't settles it for its file.
    settled = _by_file(sorter, _rows(sorter, spelled, f"contains({t}, '/') AND NOT {fits_either_order(t)}"))
    for number, count in _by_file(sorter, either).items():
        here = either[sorter.file_numbers()[either] == number]
        if number not in settled and len(np.unique(spelled.places[here])) >= told["fewest"]:
            yield number, "either_order", heading, count, told["sentence"]


def _rows(sorter: Sorter, spelled: Spelled, where: str) -> np.ndarray:
    return spelled.wrong_rows(sorter.con, Fault(column="", where=where, rule="", mend=""))


def _by_file(sorter: Sorter, rows: np.ndarray) -> dict[int, int]:
    numbers, counts = np.unique(sorter.file_numbers()[rows], return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))
