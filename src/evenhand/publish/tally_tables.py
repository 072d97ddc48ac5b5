"""Side tables (tallies) as tables of words: one key down, a second one across where it has few values."""

from typing import Any

from evenhand.foundations import Tally
from evenhand.publish.shelf import Shelf, count_of
from evenhand.publish.tally_words import key_words
from evenhand.publish.views import Table
from evenhand.publish.words import opened

MOST_ACROSS = 13
"""So many values of the second key still stand side by side: a year of months and one more."""


def tally_table(shelf: Shelf, tally: Tally) -> Table:
    """Return a tally as a table; a cell that the tally has no row for is a dash: nothing was counted there."""
    rows = tally.to_rows()
    if len(tally.keys) == 2:
        across = sorted({str(row[tally.keys[1]]) for row in rows})
        if 1 < len(across) <= MOST_ACROSS:
            return _crossed(shelf, tally, rows, across)
    heads = (*tally.headings, opened(tally.unit))
    lines = tuple(
        (*(key_words(shelf, row, key) for key in tally.keys), count_of(row, shelf.speech).words)
        for row in rows
    )
    return Table(caption=tally.title, heads=heads, rows=lines, numbers=frozenset({len(tally.keys)}))


def _crossed(shelf: Shelf, tally: Tally, rows: list[dict[str, Any]], across: list[str]) -> Table:
    first, second = tally.keys
    cells = {(str(row[first]), str(row[second])): count_of(row, shelf.speech).words for row in rows}
    down = sorted({name for name, _ in cells})
    said = [{str(row[key]): key_words(shelf, row, key) for row in rows} for key in tally.keys]
    lines = tuple((said[0][name], *(cells.get((name, other), "–") for other in across)) for name in down)
    heads = (tally.headings[0], *(said[1][other] for other in across))
    return Table(
        caption=f"{tally.title} ({tally.unit})",
        heads=heads,
        rows=lines,
        numbers=frozenset(range(1, len(heads))),
    )
