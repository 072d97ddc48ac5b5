"""Side tables as one set of counts tied by sums: the answers of a place are as many as its rows of all months."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.disclosure.linked import LinkedSet, Sum, link
from evenhand.disclosure.linked.linked_set import Number, Whole
from evenhand.foundations import Tally

_WHOLE, _BETWEEN = "", "\x1f"
_RECORD, _PLACE, _DIVISION = "record", "place", "division"


@cache
def load_rules() -> Mapping[str, Mapping[str, str]]:
    """Return how each side table adds up: the keys `splits`, `place`, and `record`."""
    text = (resources.files("evenhand.disclosure.side_tables") / "sums-2026-11.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["tally"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """The rows of several side tables, the wholes that nobody publishes after them, and the sums between them.

    `tally` says for each cell to which table its row belongs, -1 for a whole.
    """

    linked: LinkedSet
    tally: Whole


def tie(tallies: Sequence[Tally], bounds: Sequence[tuple[Number, Number]]) -> Tied:
    """Return the rows of side tables with what is shown of each (`bounds`), tied by the sums that anybody knows."""
    codes = [_codes(number, one) for number, one in enumerate(tallies)]
    joined = {name: np.concatenate([one[name] for one in codes]) for name in (_RECORD, _PLACE, _DIVISION)}
    wholes = _wholes(joined)
    every = {name: np.concatenate([joined[name], wholes[name]]) for name in joined}
    free = len(wholes[_PLACE])
    least = np.concatenate([*(low for low, _ in bounds), np.zeros(free)])
    most = np.concatenate([*(high for _, high in bounds), np.full(free, np.inf)])
    of = [np.full(one.rows.num_rows, number) for number, one in enumerate(tallies)]
    return Tied(
        linked=link(every, least, most, _sums(every)),
        tally=np.concatenate([*of, np.full(free, -1)]).astype(np.int64),
    )


def _codes(number: int, tally: Tally) -> dict[str, NDArray[np.str_]]:
    """What each row counts, where, and as which part; rows of a table without a rule stand by themselves."""
    rule, size = load_rules().get(tally.id), tally.rows.num_rows
    if rule is None:
        rows = np.asarray([f"{number}{_BETWEEN}{row}" for row in range(size)], dtype=np.str_)
        return {_RECORD: rows, _PLACE: np.full(size, _BETWEEN), _DIVISION: np.full(size, _BETWEEN)}
    apart = ("record", rule["splits"], rule.get("place"))
    names = [name for name in tally.keys if name not in apart]
    # Months part the rows, and so do the answers on each characteristic: each is a division of its own.
    division = [pa.scalar(rule["splits"]), *(tally.rows.column(name) for name in names)]
    place = tally.rows.column(rule["place"]) if "place" in rule else pa.repeat(_WHOLE, size)
    record = tally.rows.column("record") if "record" in tally.keys else pa.repeat(rule["record"], size)
    joined = pc.binary_join_element_wise(*division, tally.rows.column(rule["splits"]), _BETWEEN)
    return {_RECORD: _text(record), _PLACE: _text(place), _DIVISION: _text(joined)}


def _text(column: pa.Array | pa.ChunkedArray) -> NDArray[np.str_]:
    return np.asarray(column.to_pylist(), dtype=np.str_)


def _wholes(codes: Mapping[str, NDArray[np.str_]]) -> dict[str, NDArray[np.str_]]:
    """The counts that nobody publishes: all rows of a record at a place, and everywhere; parts of all places."""
    found: set[tuple[str, str, str]] = set()
    there = set(zip(*(codes[name].tolist() for name in (_RECORD, _PLACE, _DIVISION)), strict=True))
    for record, place, division in there:
        if place != _BETWEEN:
            found |= {(record, place, _WHOLE), (record, _WHOLE, _WHOLE), (record, _WHOLE, division)}
    rows = sorted(found - there)
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    return {
        name: np.asarray(column, dtype=np.str_)
        for name, column in zip((_RECORD, _PLACE, _DIVISION), columns, strict=True)
    }


def _sums(codes: Mapping[str, NDArray[np.str_]]) -> Iterator[Sum]:
    """The parts of each division make the whole, and the places what there is of all of them."""
    places = tuple(sorted(set(codes[_PLACE].tolist()) - {_WHOLE, _BETWEEN}))
    if places:
        yield Sum(dimension=_PLACE, whole=_WHOLE, parts=places, absent_is_none=True)
    divisions: dict[str, list[str]] = {}
    for one in sorted(set(codes[_DIVISION].tolist()) - {_WHOLE, _BETWEEN}):
        divisions.setdefault(one.rpartition(_BETWEEN)[0], []).append(one)
    for parts in divisions.values():
        yield Sum(dimension=_DIVISION, whole=_WHOLE, parts=tuple(parts), absent_is_none=True)
