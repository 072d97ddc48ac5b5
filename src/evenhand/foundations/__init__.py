"""Periods, the name of a cell, the table of counts, errors: what every stage stands on. Imports nothing of ours."""

from evenhand.foundations.cell_id import (
    CROSS,
    DIVISION_COLUMNS,
    EVERYONE,
    CellId,
    CharacteristicValue,
    cell_id_column,
    cross,
    is_crossing,
    parts_of_crossing,
)
from evenhand.foundations.count_table import (
    AT_RISK,
    KEY_COLUMNS,
    LEFT_OTHERWISE,
    PEOPLE_COLUMNS,
    REACHED,
    SCHEMA,
    STILL_WAITING,
    TOO_SOON,
    CountTable,
    Protection,
    seal,
)
from evenhand.foundations.errors import (
    EvenhandError,
    NotProtected,
    UnknownName,
    UnreadableFile,
    VocabularyError,
)
from evenhand.foundations.periods import Period
from evenhand.foundations.tally import TALLY_COUNTS, Tally, exact_tally, seal_tally

__all__ = [
    "AT_RISK",
    "CROSS",
    "DIVISION_COLUMNS",
    "EVERYONE",
    "KEY_COLUMNS",
    "LEFT_OTHERWISE",
    "PEOPLE_COLUMNS",
    "REACHED",
    "SCHEMA",
    "STILL_WAITING",
    "TALLY_COUNTS",
    "TOO_SOON",
    "CellId",
    "CharacteristicValue",
    "CountTable",
    "EvenhandError",
    "NotProtected",
    "Period",
    "Protection",
    "Tally",
    "UnknownName",
    "UnreadableFile",
    "VocabularyError",
    "cell_id_column",
    "cross",
    "exact_tally",
    "is_crossing",
    "parts_of_crossing",
    "seal",
    "seal_tally",
]
