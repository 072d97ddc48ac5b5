"""One release as an attacker holds it: every table of it joined by the codes of its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.attack.attackers import Promise
from evenhand.attack.reading.shown import Shown
from evenhand.attack.reading.text_table import Text
from evenhand.disclosure.linked import LinkedSet, Published, Sum
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.foundations import UnreadableFile

TOTAL = "Total"
"""The code of a cell in a dimension that it is not divided by."""
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One file of a release: for each row its cell's place in the release, what it shows, and its rates as printed."""

    file: str
    cells: Whole
    shown: Shown
    rates: Mapping[str, Text] = field(default_factory=dict)
    denominator: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A release as an attacker holds it.

    `nested`: for a dimension, codes each of which counts people of the one before it as well (steps). `outcomes`:
    the dimensions that say what became of people. `additive`: parts make their wholes, but for rounding. `kind`: how it
    is protected, as its certificate states (empty: nothing is stated); `variance`: of the change to each count.
    `notes` are said to readers. `beside`: further tables of the release that nothing ties to these.
    """

    name: str
    published: Published
    promise: Promise
    tables: tuple[Table, ...]
    linked: LinkedSet
    nested: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    additive: bool = True
    variance: float = 0.0
    kind: str = ""
    notes: tuple[str, ...] = ()
    beside: "Holding | None" = None

    def cell(self, place: int) -> dict[str, str]:
        """Return the codes of one cell."""
        return {name: str(codes[place]) for name, codes in self.published.codes.items()}

    @property
    def unpublished(self) -> Mask:
        """Which cells no table prints: those of a joint table that ties others."""
        found = np.ones(len(self.published), np.bool_)
        for table in self.tables:
            found[table.cells] = False
        return found

    @property
    def hidden(self) -> Mask:
        """Which cells are not shown as they are."""
        return self.published.hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file before it is joined to others: its codes by dimension, what its rows show, its rates."""

    file: str
    codes: Mapping[str, Text]
    shown: Shown
    rates: Mapping[str, Text] = field(default_factory=dict)
    denominator: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Several files joined: each cell once, and how many were printed with values that differ."""

    codes: dict[str, Text]
    tables: tuple[Table, ...]
    least: Number
    most: Number
    hidden: Mask
    width: Number
    differing: int


def join(parts: Sequence[Part]) -> Joined:
    """Return the cells of several files, each once; what every file tells of a cell holds together.

    Where two files print different counts of one cell, its bounds are the least and the most of them.
    """
    names = list(dict.fromkeys(name for part in parts for name in part.codes))
    columns = {
        name: np.concatenate([part.codes.get(name, np.full(len(part.shown.value), TOTAL)) for part in parts])
        for name in names
    }
    keys = pc.binary_join_element_wise(
        *(pa.array(one.tolist(), pa.string()) for one in columns.values()), _BETWEEN
    )
    encoded = keys.dictionary_encode()
    place = np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    size = len(encoded.dictionary)
    first = np.full(size, len(place))
    np.minimum.at(first, place, np.arange(len(place)))
    rows = {name: np.concatenate([getattr(part.shown, name) for part in parts]) for name in _ROWS}
    least, most = np.full(size, -np.inf), np.full(size, np.inf)
    np.maximum.at(least, place, rows["least"])
    np.minimum.at(most, place, rows["most"])
    wrong = least > most
    least, most = _hull(wrong, place, rows, least, most)
    hidden, width = np.zeros(size, np.bool_), np.zeros(size)
    np.logical_or.at(hidden, place, rows["hidden"])
    np.maximum.at(width, place, rows["width"])
    ends = np.cumsum([len(part.shown.value) for part in parts])[:-1]
    tables = tuple(
        Table(file=part.file, cells=mine, shown=part.shown, rates=part.rates, denominator=part.denominator)
        for part, mine in zip(parts, np.split(place, ends), strict=True)
    )
    codes = {name: column[first] for name, column in columns.items()}
    return Joined(
        codes=codes,
        tables=tables,
        least=least,
        most=most,
        hidden=hidden,
        width=width,
        differing=int(wrong.sum()),
    )


_ROWS = ("least", "most", "hidden", "width")


def _hull(
    wrong: Mask, place: Whole, rows: Mapping[str, Number], least: Number, most: Number
) -> tuple[Number, Number]:
    """The bounds with those of cells that contradict each other widened to all that was printed of them."""
    low, high = np.full(len(least), np.inf), np.full(len(least), -np.inf)
    np.minimum.at(low, place, rows["least"])
    np.maximum.at(high, place, rows["most"])
    return np.where(wrong, low, least), np.where(wrong, high, most)


def holding(
    joined: Joined,
    *,
    name: str,
    as_at: str,
    promise: Promise,
    sums: Sequence[Sum],
    notes: Sequence[str] = (),
    **more: object,
) -> Holding:
    """Return the release that joined files make, tied by its sums."""
    published = Published(
        name=name,
        as_at=as_at,
        codes=joined.codes,
        least=joined.least,
        most=joined.most,
        hidden=joined.hidden,
        width=joined.width,
        sums=tuple(sums),
    )
    return Holding(
        name=name,
        published=published,
        promise=promise,
        tables=joined.tables,
        linked=_linked(published),
        notes=tuple(notes),
        **more,  # type: ignore[arg-type]
    )


def _linked(published: Published) -> LinkedSet:
    """The cells tied by their sums; raise UnreadableFile where their codes are too many to be held together."""
    try:
        return published.linked()
    except ValueError as error:
        raise UnreadableFile(
            f"The tables of {published.name} have too many columns and codes to be held together.",
            mend="Take out columns that divide nobody, such as numbers of rows, or attack fewer tables at a time.",
        ) from error
