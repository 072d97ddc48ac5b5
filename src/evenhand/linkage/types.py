"""What linking gives: the records of one programme, joined by person, and what could not be joined."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlinked:
    """How many rows of a record type were left out of the pathway, and why."""

    record: str
    reason: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The records a programme needs, by record type; every row of a link record belongs to a known person."""

    records: Mapping[str, pa.Table]
    unlinked: tuple[Unlinked, ...]
