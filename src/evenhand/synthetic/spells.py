"""Episodes that are one, and days that do not count, in numpy: a second way, beside the pathway stage."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.synthetic.draw import Whole
from evenhand.vocabulary import Episodes, Pause

Mask = NDArray[np.bool_]

ALWAYS = 10**6
"""Stands for the day on which something ends that has not ended; more days than any date here has."""


def days(column: pa.ChunkedArray) -> tuple[Whole, Mask]:
    """Return dates as days from 1970-01-01, and which of them are there."""
    numbers = pc.cast(pc.fill_null(pc.cast(column, pa.int32()), 0), pa.int64())
    is_there = np.asarray(pc.is_valid(column).to_numpy(), dtype=np.bool_)
    return np.asarray(numbers.to_numpy(), dtype=np.int64), is_there


def join_rows(table: pa.Table, spec: Episodes) -> pa.Table:
    """Return the rows of a person that are one episode as one row, its columns in the order they have."""
    names = table.column(spec.person).combine_chunks().dictionary_encode()
    start, has_start = days(table.column(spec.start))
    end, has_end = days(table.column(spec.end))
    goes_on = pc.is_in(table.column(spec.reason), value_set=pa.array(spec.continues, pa.string()))
    reach = np.maximum(end, start) + np.where(
        goes_on.to_numpy(), spec.continues_within_days, spec.join_within_days
    )
    rows = np.flatnonzero(has_start)
    who = names.indices.to_numpy()[rows]
    until = np.where(has_end, reach, ALWAYS)[rows]
    order, spell = _spells(who, start[rows], until)
    rows = rows[order]
    first = np.flatnonzero(np.diff(spell, prepend=-1))
    ends = np.where(has_end, end, ALWAYS)[rows]
    last = np.lexsort((goes_on.to_numpy()[rows], -ends, spell))[first]
    columns: dict[str, pa.Array] = {}
    for name in table.schema.names:
        column = table.column(name).combine_chunks()
        taken = last if name in (spec.end, spec.reason) else first
        picked = column.take(pa.array(rows[taken]))
        if name in spec.earliest:
            days_of, _ = days(table.column(name))
            picked = pa.array(np.minimum.reduceat(days_of[rows], first).astype(np.int32)).cast(column.type)
        columns[name] = pa.concat_arrays([picked, column.filter(pa.array(~has_start))])
    return pa.table(columns, schema=table.schema)


class Custody:
    """Everybody's spells in custody, overlapping ones as one; a spell that is not over lasts until ALWAYS."""

    def __init__(self, rows: pa.Table, who: Whole, pause: Pause) -> None:
        """Take the rows of custody and whose each is, as a place in a list of people."""
        start, has_start = days(rows.column(pause.start))
        end, has_end = days(rows.column(pause.end))
        kept = np.flatnonzero(has_start)
        until = np.where(has_end, np.maximum(end, start), ALWAYS)[kept]
        order, spell = _spells(who[kept], start[kept], until)
        first = np.flatnonzero(np.diff(spell, prepend=-1))
        self._owner, self._since = who[kept][order][first], start[kept][order][first]
        self._until = np.maximum.reduceat(until[order], first) if len(first) else self._since
        self._key = self._owner * 2 * ALWAYS + self._since

    def days_before(self, whose: Whole, day: Whole) -> Whole:
        """Return how many days of custody each of these people had before a day."""
        total = np.zeros(len(day), dtype=np.int64)
        place = np.searchsorted(self._key, whose * 2 * ALWAYS + day, side="right") - 1
        mine = self._is_of(place, whose)
        while mine.any():  # as often as one person has spells
            at = place[mine]
            total[mine] += np.minimum(self._until[at], day[mine]) - self._since[at]
            place = np.where(mine, place - 1, -1)
            mine = self._is_of(place, whose)
        return total

    def open_since(self, people: int) -> Whole:
        """Return for each of so many people since when they are in custody, or ALWAYS where they are not."""
        found = np.full(people, ALWAYS, dtype=np.int64)
        goes_on = self._until == ALWAYS
        found[self._owner[goes_on]] = self._since[goes_on]
        return found

    def closed_days(self, people: int) -> Whole:
        """Return for each of so many people the days of the spells that are over."""
        closed = self._until < ALWAYS
        lengths = (self._until - self._since)[closed]
        return np.bincount(self._owner[closed], weights=lengths, minlength=people).astype(np.int64)

    def _is_of(self, place: Whole, whose: Whole) -> Mask:
        found = place >= 0
        found[found] = self._owner[place[found]] == whose[found]
        return found


def _spells(who: Whole, start: Whole, until: Whole) -> tuple[Whole, Whole]:
    """Return the order by person and start, and in it the number of the spell to which each row belongs."""
    order = np.lexsort((until, start, who))
    who, start, until = who[order], start[order], until[order]
    step = who * 4 * ALWAYS  # so that what one person reaches is never as far as the next person's start
    reached = np.maximum.accumulate(until + step) if len(who) else until
    is_new = np.ones(len(who), dtype=np.bool_)
    is_new[1:] = (who[1:] != who[:-1]) | (start[1:] + step[1:] > reached[:-1])
    return order, np.cumsum(is_new) - 1
