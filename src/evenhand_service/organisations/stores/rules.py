"""Which store a record's columns lie in, which need a purpose, and which are left out. Source: 001 3.8; J2."""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from evenhand.foundations import EvenhandError
from evenhand_service.organisations.enums import DataClass

STORES = (DataClass.CARE, DataClass.JUSTICE, DataClass.EQUALITY)
ROW_NUMBER = "row_number"
"""The column that rows of one load share over the stores."""


class ColumnHasNoStore(EvenhandError):
    """Rows hold a column that no store takes."""


class RecordNotTaken(EvenhandError):
    """There is no place for rows of a kind: no record type takes police intelligence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where the columns of one record type lie: by store in their order; `person` is the column of the person's key."""

    store: DataClass
    columns: dict[DataClass, tuple[str, ...]]
    person: str = ""


@cache
def _data() -> dict[str, Any]:
    folder = resources.files("evenhand_service.organisations") / "data"
    return tomllib.loads((folder / "stores.toml").read_text("utf-8"))


@cache
def sensitive_columns() -> dict[str, str]:
    """Return what each sensitive column says (sexuality, asylum-status, sex-work), by column."""
    folder = resources.files("evenhand_service.organisations") / "data"
    listed = tomllib.loads((folder / "sensitive.toml").read_text("utf-8"))["columns"]
    return {column: code for code, columns in listed.items() for column in columns}


def is_aggregate(record: str, profile: str = "") -> bool:
    """Return whether rows are of nobody: tables of counts, and rows that somebody published."""
    return record in _data()["aggregate"] or profile in _data()["published"]


def data_classes_of(record: str, columns: Iterable[str] = (), profile: str = "") -> frozenset[str]:
    """Return the classes of data that rows of a record type hold, by their columns.

    Without columns, the class of the record's own store. Raises as `place`.
    """
    if is_aggregate(record, profile):
        return frozenset({str(DataClass.AGGREGATE)})
    placed = place(record, tuple(columns) or _own(record))
    return frozenset(str(store) for store, held in placed.columns.items() if held)


def place(record: str, columns: Collection[str]) -> Placing:
    """Return in which store each column of a record type lies.

    Raises: RecordNotTaken for a kind of row there is no place for; ColumnHasNoStore, naming the columns.
    """
    own = _own(record)
    told = _data()["record"][record]
    store = DataClass(told["store"])
    placed: dict[DataClass, list[str]] = {one: [] for one in STORES}
    homeless = []
    for column in columns:
        home = store if column in own else _elsewhere(column, told)
        if home is None or column in _data()["refused"]["columns"]:
            homeless.append(column)
        else:
            placed[home].append(column)
    if homeless:
        raise ColumnHasNoStore(
            f"Rows of the kind '{record}' hold columns that no store takes: {', '.join(sorted(homeless))}.",
            mend="Take these columns out of the file. Nothing was kept of the rows.",
        )
    return Placing(
        store=store,
        columns={one: tuple(held) for one, held in placed.items()},
        person=told.get("person", ""),
    )


def _own(record: str) -> tuple[str, ...]:
    if record not in _data()["record"]:
        known = ", ".join(sorted([*_data()["record"], *_data()["aggregate"]]))
        raise RecordNotTaken(
            f"There is no place for rows of the kind '{record}'.",
            mend=f"Rows of these kinds are taken: {known}. Police intelligence is not.",
        )
    return tuple(_data()["record"][record]["own"])


def _elsewhere(column: str, told: dict[str, Any]) -> DataClass | None:
    for store in STORES:
        if column in told.get(store, ()) or column in _data()["columns"].get(store, ()):
            return store
    # What is sensitive is a characteristic, whatever it is called.
    return DataClass.EQUALITY if column in sensitive_columns() else None
