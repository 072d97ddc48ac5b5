"""What a column of an unknown file holds, told from a sample: dates, whole numbers, words of a code list, or text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.records import rules
from evenhand.records.profiles import Column, Kind
from evenhand.records.spelled import filled_texts

_TOKENS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


class Holds(StrEnum):
    """What stands in most cells of a column."""

    NOTHING = "nothing"
    DATES = "dates"
    WHOLE = "whole numbers"
    FEW_WORDS = "few different words"
    TEXT = "text"


@dataclass(frozen=True)
class Facts:
    """A column of a file: its heading, and its different words (trimmed, lower case) with how often each was seen.

    `written` is one way in which each word is written, `nothing` what stands in cells that say nothing.
    """

    heading: str
    words: pa.Array
    written: pa.Array
    counts: pa.Array
    holds: Holds
    nothing: tuple[str, ...] = ()

    @cached_property
    def filled(self) -> int:
        """How many cells of the sample have something in them."""
        return int(pc.sum(self.counts).as_py() or 0)

    @cached_property
    def different(self) -> float:
        """The share of the filled cells that are different ones."""
        return len(self.words) / self.filled if self.filled else 0.0

    def share_in(self, words: Iterable[str]) -> float:
        """Return the share of the filled cells whose word is one of these."""
        if not self.filled:
            return 0.0
        known = pc.is_in(self.words, value_set=pa.array(list(words), pa.string()))
        return int(pc.sum(self.counts.filter(known)).as_py() or 0) / self.filled

    def often(self, times: int, known: Mapping[str, str]) -> tuple[list[str], int]:
        """Return the words seen so often that aren't known, as they are written, and how many more there are."""
        strange = pc.invert(pc.is_in(self.words, value_set=pa.array(list(known), pa.string())))
        often = pc.and_(strange, pc.greater_equal(self.counts, times))
        shown = sorted(self.written.filter(often).to_pylist())
        return shown, int(pc.sum(strange).as_py() or 0) - len(shown)


def facts_of(
    heading: str, cells: pa.ChunkedArray, *, share: float, few: int, nothing: Sequence[str]
) -> Facts:
    """Return what a column holds; `share` of its cells decide, `few` is the most words that are few.

    `nothing` are the words (lower case) that stand for an empty cell.
    """
    written = _one(filled_texts(cells).drop_null())
    says_nothing = pc.is_in(pc.utf8_lower(written), value_set=pa.array(nothing, pa.string()))
    empty = tuple(sorted(written.filter(says_nothing).unique().to_pylist()))
    written = written.filter(pc.invert(says_nothing))
    key = pc.utf8_lower(pc.replace_substring_regex(written, r"\s+", " "))
    table = pa.table({"word": key, "written": written}).group_by("word", use_threads=False)
    found = table.aggregate([("written", "min"), ("written", "count")]).combine_chunks()
    words, spelled, counts = (_one(found.column(name)) for name in ("word", "written_min", "written_count"))
    holds = _holds(spelled, counts, share, few)
    return Facts(heading=heading, words=words, written=spelled, counts=counts, holds=holds, nothing=empty)


def tokens(heading: str) -> list[str]:
    """Return the words of a heading in lower case: 'TestDate', 'test_date' and 'Test date' are two words each."""
    return [one.lower() for one in _TOKENS.findall(heading)]


def _one(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _holds(written: pa.Array, counts: pa.Array, share: float, few: int) -> Holds:
    filled = int(pc.sum(counts).as_py() or 0)
    if not filled:
        return Holds.NOTHING
    for kind, holds in ((Kind.DATE, Holds.DATES), (Kind.WHOLE, Holds.WHOLE)):
        if _understood(written, counts, kind) >= share * filled:
            return holds
    return Holds.FEW_WORDS if len(written) <= few and len(written) * 2 <= filled + 2 else Holds.TEXT


def _understood(written: pa.Array, counts: pa.Array, kind: Kind) -> int:
    """Return how many cells can be understood as dates, or as whole numbers."""
    column = Column(name="x", target="x", kind=kind)
    with duckdb.connect(":memory:") as con:
        con.register("cells", pa.table({rules.text_of(column): written, "n": counts}))
        row = con.execute(
            f"SELECT coalesce(sum(n), 0) FROM cells WHERE {rules.value(column)} IS NOT NULL"
        ).fetchone()
    return int(row[0]) if row else 0
