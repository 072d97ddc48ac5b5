"""Files that say how codes stand under each other, in the forms that `evenhand protect` reads."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from evenhand.attack.reading.holding import TOTAL
from evenhand.attack.reading.text_table import Text, read_text_table
from evenhand.disclosure.linked import Sum
from evenhand.disclosure.tables.hierarchy import Hierarchy, from_levels, from_rows, of_dimension
from evenhand.foundations import UnreadableFile


def read_hierarchies(paths: Iterable[Path]) -> tuple[Hierarchy, ...]:
    """Return the hierarchies in files: columns code and parent, or lines marked with @ for each level."""
    found: list[Hierarchy] = []
    for path in paths:
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableFile(
                f"The hierarchy {path.name} cannot be read.", mend="Give a text file."
            ) from error
        if "code" in text.partition("\n")[0].lower() and "parent" in text.partition("\n")[0].lower():
            columns = {name: one.tolist() for name, one in read_text_table(path).columns.items()}
            found += from_rows(path.name, columns)
        else:
            found.append(from_levels(path.name, text))
    return tuple(found)


def sums_of_hierarchies(hierarchies: Sequence[Hierarchy], codes: Mapping[str, Text]) -> tuple[Sum, ...]:
    """Return the sums that hierarchies make among the codes of a release."""
    listed = {name: [str(one) for one in np.unique(column)] for name, column in codes.items()}
    fitting = of_dimension(hierarchies, listed, TOTAL)
    return tuple(
        made
        for dimension, one in fitting.items()
        for made in one.sums(dimension, listed[dimension], TOTAL, overlapping=False)
    )
