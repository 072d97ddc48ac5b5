"""The table of counts on which every measure stands: exact, or protected so that it may be published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.foundations.cell_id import CROSS, cell_id_column
from evenhand.foundations.errors import NotProtected

REACHED = "reached"
"""State of those who got to a stage."""
AT_RISK = "at_risk"
"""State of those who could have got to a stage and whose time to do so is over: the denominator."""
STILL_WAITING = "still_waiting"
"""State of those who have not got to the stage and whose time is not over."""
TOO_SOON = "too_soon"
"""State of those who have got to the stage, but whose time is not over: counted when it is, like the others."""
LEFT_OTHERWISE = "left_otherwise"
"""State made by protection: those who left by an exit that may not be told of a group (a death) or one beside it."""

KEPT_BACK = ("withheld", "suppressed")
"""Status of counts that are not shown for another reason than being small by themselves: to protect a group of whom all
share one outcome, or another count that sums would tell."""

PEOPLE_COLUMNS = ("area", "period", "characteristic", "code_list", "edition", "group")
"""The key columns that say whom a count is about."""
KEY_COLUMNS = (*PEOPLE_COLUMNS, "stage", "state", "unit")
"""The columns that make up a cell id."""
SCHEMA = pa.schema(
    [("cell_id", pa.string())]
    + [(name, pa.string()) for name in KEY_COLUMNS]
    + [("value", pa.int64()), ("lower", pa.int64()), ("upper", pa.int64()), ("status", pa.string())]
)
"""Columns of the table inside a CountTable."""


class _Seal:
    """What the disclosure stage puts on a table; it holds for these very cells and no others."""

    __slots__ = ("cells", "certificate")

    def __init__(self, cells: pa.Table, certificate: "Certificate | None" = None) -> None:
        self.cells = cells
        self.certificate = certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """That protected counts were audited: how many, by how many sums, and what was withheld for the audit's sake.

    `attackers` names the knowledge of those who were tried. Counts that are not for publication are not audited:
    they have a certificate with none. Source: C9; docs/adr/0018.
    """

    counts: int
    sums: int
    withheld: int
    attackers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """The policy under which counts were protected, as it is printed on every release."""

    policy: str
    version: str
    words: str
    publishable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """Counts of people (or searches, residents), one row per cell.

    Columns: cell_id and its parts (text); `value` the count that may be shown (null: withheld); `lower`
    and `upper` the whole numbers between which the true count is known to lie; `status` one of exact,
    rounded_at_source, hidden_at_source (as its publisher gave it), rounded, below_threshold, withheld, suppressed.
    Source: docs/adr/0001; 001 3.8.
    """

    cells: pa.Table
    protection: Protection | None = None
    _seal: _Seal | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.protection is not None and (
            type(self._seal) is not _Seal
            or self._seal.cells is not self.cells
            or type(self._seal.certificate) is not Certificate
        ):
            raise NotProtected("A protected table can be made by the disclosure stage alone.")
        if self.cells.schema != SCHEMA:
            raise ValueError(f"A CountTable has the columns {SCHEMA.names}, not {self.cells.schema.names}.")

    @classmethod
    def exact(cls, columns: Mapping[str, pa.Array], counts: pa.Array) -> Self:
        """Return exact counts, one per row of the key columns (see KEY_COLUMNS), in the order of their cell ids."""
        return cls.known(columns, counts, counts, counts)

    @classmethod
    def known(
        cls, columns: Mapping[str, pa.Array], counts: pa.Array, lower: pa.Array, upper: pa.Array
    ) -> Self:
        """Return counts that lie from `lower` to `upper`, both included, in the order of their cell ids.

        A null count is one that its publisher hid; one with bounds that differ was rounded by its publisher, or is a
        sum with such counts in it. Raises ValueError where bounds are missing or leave no whole number.
        """
        counts, lower, upper = (pc.cast(one, pa.int64()) for one in (counts, lower, upper))
        if lower.null_count or upper.null_count or pc.any(pc.greater(lower, upper)).as_py():
            raise ValueError(
                "Every count needs a lower and an upper bound, the lower one not above the upper."
            )
        known = pc.equal(lower, upper)
        counts = pc.if_else(known, lower, counts)
        named = pc.if_else(pc.is_null(counts), "hidden_at_source", "rounded_at_source")
        arrays = [cell_id_column(columns), *(columns[name] for name in KEY_COLUMNS)]
        arrays += [counts, lower, upper, pc.if_else(known, "exact", named)]
        cells = pa.table([pc.cast(a, t.type) for a, t in zip(arrays, SCHEMA, strict=True)], schema=SCHEMA)
        return cls(cells=cells.sort_by("cell_id").combine_chunks())

    @property
    def certificate(self) -> Certificate | None:
        """The certificate of the audit that a protected table passed; None for exact counts."""
        return self._seal.certificate if self._seal is not None else None

    @property
    def is_protected(self) -> bool:
        """Whether the counts went through a disclosure policy."""
        return self.protection is not None

    def __len__(self) -> int:
        return int(self.cells.num_rows)

    def text(self, name: str) -> NDArray[np.str_]:
        """Return a key column as an array of text."""
        return np.asarray(self.cells.column(name).to_pylist(), dtype=np.str_)

    def codes(self, *names: str) -> NDArray[np.int64]:
        """Return one whole number per cell, the same for cells that agree in all the key columns `names`."""
        joined = pc.binary_join_element_wise(*(self.cells.column(name) for name in names), "\x1f")
        encoded = joined.combine_chunks().dictionary_encode()
        return np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)

    def number(self, name: str) -> NDArray[np.float64]:
        """Return value, lower or upper as numbers; a withheld value is NaN."""
        column = pc.cast(self.cells.column(name), pa.float64())
        return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)

    def where(self, **equal: str) -> Self:
        """Return the cells whose key columns have the given values, with the same protection."""
        mask = pa.repeat(True, len(self))
        for name, value in equal.items():
            mask = pc.and_(mask, pc.equal(self.cells.column(name), value))
        cells = self.cells.filter(mask)
        return type(self)(cells=cells, protection=self.protection, _seal=_Seal(cells, self.certificate))

    @property
    def is_crossing(self) -> NDArray[np.bool_]:
        """Which cells are divided by two characteristics at once, for comparisons within strata."""
        mask = pc.match_substring(self.cells.column("characteristic"), CROSS)
        return np.asarray(mask.to_numpy(), dtype=np.bool_)

    def crossings(self, *, only: bool) -> Self:
        """Return the cells divided by two characteristics (`only`), or all others, with the same protection."""
        cells = self.cells.filter(pa.array(self.is_crossing == only))
        return type(self)(cells=cells, protection=self.protection, _seal=_Seal(cells, self.certificate))

    def to_rows(self) -> list[dict[str, Any]]:
        """Return the cells as a list of plain rows, for files and tests."""
        return list(self.cells.to_pylist())

    def _repr_html_(self) -> str:
        shown = self.cells.slice(0, 20).select(["area", "group", "stage", "state", "value", "status"])
        head = "".join(f"<th>{name}</th>" for name in shown.schema.names)
        body = "".join(
            "<tr>"
            + "".join(f"<td>{'' if v is None else escape(str(v))}</td>" for v in row.values())
            + "</tr>"
            for row in shown.to_pylist()
        )
        kind = self.protection.words if self.protection else "exact counts, not for publication"
        return f"<p>{len(self)} cells: {escape(kind)}</p><table><tr>{head}</tr>{body}</table>"


def seal(cells: pa.Table, protection: Protection, certificate: Certificate) -> CountTable:
    """Return `cells` as a protected table that passed its audit; for the disclosure stage alone (a test holds the line)."""
    return CountTable(cells=cells, protection=protection, _seal=_Seal(cells, certificate))
