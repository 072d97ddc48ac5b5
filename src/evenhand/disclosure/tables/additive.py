"""Do the parts make their wholes? Checked exactly before anything is protected."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.linked import Sum
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.tables.grid import Grid, find
from evenhand.disclosure.tables.joined import Joined
from evenhand.disclosure.tables.types import Reading, TableRead, UnusableTable

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """One sum at every place where its whole and at least one part stand.

    `wholes`: the cells; `parts`: one row a whole, one column a part, all cell numbers. `whole_at` and `parts_at`: their
    places among the cells, -1 where a part is not there.
    """

    rule: Sum
    wholes: Whole
    parts: Whole
    whole_at: Whole
    parts_at: Whole

    def made(self, counts: Number) -> Number:
        """Return what the parts that are there make; not a number where one is hidden."""
        held = np.where(self.parts_at >= 0, counts[self.parts_at], 0.0)
        return np.asarray(held.sum(axis=1), np.float64)

    @property
    def complete(self) -> Mask:
        """Where all parts are there."""
        all_known = self.parts.shape[1] == len(self.rule.parts)
        return np.asarray((self.parts_at >= 0).all(axis=1) & all_known, np.bool_)


def lines_of(grid: Grid, cells: Whole, sums: Iterable[Sum]) -> Iterator[Lines]:
    """Yield every sum with the places where it holds among the cells (numbers in order)."""
    for rule in sums:
        wholes = grid.with_code(cells, rule.dimension, rule.whole)
        there = [part for part in rule.parts if (rule.dimension, part) in grid]
        if not len(wholes) or not there:
            continue
        parts = np.stack([grid.moved(wholes, rule.dimension, rule.whole, part) for part in there], axis=1)
        at = find(parts, cells)
        some = (at >= 0).any(axis=1)
        if some.any():
            yield Lines(
                rule=rule,
                wholes=wholes[some],
                parts=parts[some],
                whole_at=find(wholes[some], cells),
                parts_at=at[some],
            )


def check_additive(
    tables: Sequence[TableRead], joined: Joined, sums: Sequence[Sum], reading: Reading
) -> tuple[Sum, ...]:
    """Raise UnusableTable, with the first places, where parts do not make their whole in a table or over all.

    Return the sums whose codes are those of one table and whose total is that of another, and greater: the first
    leaves people out (it is of some areas, say). Within one table that is taken for a mistake.
    """
    for one, rows in zip(tables, joined.rows, strict=True):
        order = np.sort(rows)
        for lines in lines_of(joined.grid, joined.cells[order], sums):
            codes = set(one.codes.get(lines.rule.dimension, np.array([])).tolist())
            of_table = set(lines.rule.parts) <= codes
            _check(
                lines, joined.counts[order], of_table | lines.complete, joined.grid, one.given.name, reading
            )
    left_out = []
    for lines in lines_of(joined.grid, joined.cells, sums):
        total = lines.rule.whole == reading.total and not lines.rule.overlapping
        wanted = lines.complete & (not total)
        _check(lines, joined.counts, wanted, joined.grid, "", reading)
        if total and (lines.complete & (lines.made(joined.counts) < joined.counts[lines.whole_at])).any():
            left_out.append(lines.rule)
    return tuple(left_out)


def _check(lines: Lines, counts: Number, all_there: Mask, grid: Grid, table: str, reading: Reading) -> None:
    whole, made = counts[lines.whole_at], lines.made(counts)
    if lines.rule.overlapping:
        largest = np.where(lines.parts_at >= 0, counts[lines.parts_at], 0.0).max(axis=1)
        more, less = largest > whole, all_there & (made < whole)
    else:
        more, less = made > whole, all_there & (made < whole)
    for wrong, words in ((more, "more"), (less, "less")):
        if wrong.any():
            _refuse(lines, wrong, words, grid, table, reading)


def _refuse(lines: Lines, wrong: Mask, words: str, grid: Grid, table: str, reading: Reading) -> None:
    name, whole = lines.rule.dimension, lines.rule.whole
    listed = "; ".join(grid.words(int(one), reading.total) for one in lines.wholes[wrong][:_SHOWN])
    more = f"; and {int(wrong.sum()) - _SHOWN:,} more" if wrong.sum() > _SHOWN else ""
    codes = ", ".join(lines.rule.parts[:4]) + (" ..." if len(lines.rule.parts) > 4 else "")
    mends = {
        "more": "Correct the counts; "
        + (
            ""
            if lines.rule.overlapping
            else f"if one person may be in several codes of {name}, add --overlapping {name}; if they are steps, each of "
            f"people who are at the one before, --steps {name}; if some of the codes are parts of others, say so with "
            "--hierarchy FILE."
        ),
        "less": f"Correct the counts or add the rows that are missing; if some people are in none of the codes, add "
        f"--incomplete {name}"
        + ("." if lines.rule.overlapping else f"; if one person may be in several, --overlapping {name}."),
    }
    raise UnusableTable(
        f"{table + ': the' if table else 'The'} codes of {name} ({codes}) make {words} than '{whole}' "
        f"in {int(wrong.sum()):,} place{'s' if wrong.sum() > 1 else ''}: {listed}{more}.",
        mend=mends[words].rstrip("; ").removesuffix(".") + ".",
    )
