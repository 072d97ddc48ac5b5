"""What is given of tables from elsewhere, and how they are to be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.tables.hierarchy import Hierarchy
from evenhand.foundations import EvenhandError

Text = NDArray[np.str_]

STATUS, PUBLISHED, SUPPRESSED = "status", "published", "suppressed"


class UnusableTable(EvenhandError):
    """A table that cannot be protected as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A table as it stands in its file: `name` of the file, its columns as text, and on which line each row begins."""

    name: str
    cells: pa.Table
    lines: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How tables are to be read: which column counts, which are no dimensions, and how codes add up.

    `other`: columns carried along. `largest`: the largest contributions of single persons, greatest first; they are not
    written out. `total` is the code of all together. One person may be in several codes of the columns
    `overlapping`; some people of a total are in no code given of the columns `incomplete`. In the columns `steps` whoever
    is counted at a later code is counted at the earlier ones too.
    """

    count: str
    other: tuple[str, ...] = ()
    largest: tuple[str, ...] = ()
    total: str = "Total"
    overlapping: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    hierarchies: tuple[Hierarchy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """A table with its columns told apart: one code a row for each dimension, one count a row.

    `hidden`: the count is blank and its status says suppressed; the count is then not a number. `largest` has one row
    a row of the table, one column a contribution (none where none are given).
    """

    given: Given
    codes: Mapping[str, Text]
    counts: Number
    hidden: Mask
    largest: Number
    notes: tuple[str, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.counts)
