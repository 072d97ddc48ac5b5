"""Side tables (tallies) laid out for a reader: a table for each record type, places down, months or answers across."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from evenhand.findings.words import capital
from evenhand.foundations import Tally
from evenhand.publish.shelf import Shelf, count_of
from evenhand.publish.tally_words import in_words, key_words, short_words
from evenhand.publish.views import Table

Row = Mapping[str, Any]
NOTHING = "–"
"""Stands where the tally has no row: nothing was counted there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the keys of a tally stand in its tables; see data/tally-layouts.toml."""

    split: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    across: str = ""
    listed: str = ""
    beside: str = ""
    order: tuple[str, ...] = ()


@cache
def load_layouts() -> Mapping[str, Any]:
    """Return the layouts that come with Evenhand, with their limits."""
    text = (resources.files("evenhand.publish") / "data" / "tally-layouts.toml").read_text("utf-8")
    return tomllib.loads(text)


def layout_of(tally: Tally) -> Layout:
    """Return how a tally is laid out; one that nobody has named with its keys down, of two the second across."""
    plain = (
        {"down": tally.keys[:1], "across": tally.keys[1]} if len(tally.keys) == 2 else {"down": tally.keys}
    )
    known = load_layouts()["layout"].get(tally.id, plain)
    return Layout(
        split=tuple(known.get("split", ())),
        down=tuple(known["down"]),
        across=known.get("across", ""),
        listed=known.get("listed", ""),
        beside=known.get("beside", ""),
        order=tuple(known.get("order", ())),
    )


def tally_tables(shelf: Shelf, tally: Tally) -> tuple[Table, ...]:
    """Return a tally as tables of words: one for each value of the split keys and each year of months."""
    layout, tally = layout_of(tally), in_words(shelf, tally)
    parts: dict[tuple[str, ...], list[Row]] = {}
    for row in tally.to_rows():
        parts.setdefault(tuple(str(row[key]) for key in layout.split), []).append(row)
    return tuple(table for rows in parts.values() for table in _part(shelf, tally, layout, rows))


def _part(shelf: Shelf, tally: Tally, layout: Layout, rows: Sequence[Row]) -> Iterator[Table]:
    named = [key_words(shelf, rows[0], key) for key in layout.split]
    caption = (
        f"{', '.join(named)} ({tally.unit})" if named else shelf.say("figures.counts_of", unit=tally.unit)
    )
    if layout.listed:
        yield _listed(shelf, tally, layout, rows)
        return
    if not layout.across:
        yield _plain(shelf, tally, layout, rows, caption)
        return
    values = _ordered({str(row[layout.across]) for row in rows}, layout.order)
    most = int(load_layouts()["most_across"])
    for start in range(0, len(values), most):
        yield _crossed(shelf, tally, layout, rows, caption, values[start : start + most])


def _plain(shelf: Shelf, tally: Tally, layout: Layout, rows: Sequence[Row], caption: str) -> Table:
    lines = [
        (*_names(shelf, layout, row), count_of(row, shelf.speech).words) for row in _sorted(layout, rows)
    ]
    heads = (*_heads(tally, layout), capital(tally.unit))
    return Table(caption=caption, heads=heads, rows=tuple(lines), numbers=frozenset({len(layout.down)}))


def _crossed(
    shelf: Shelf, tally: Tally, layout: Layout, rows: Sequence[Row], caption: str, values: Sequence[str]
) -> Table:
    """Values of one key side by side; a cell that the tally has no row for is a dash."""
    lines: dict[tuple[str, ...], dict[str, str]] = {}
    first: dict[str, Row] = {}
    for row in _sorted(layout, rows):
        value = str(row[layout.across])
        first.setdefault(value, row)
        lines.setdefault(_names(shelf, layout, row), {})[value] = _cell(shelf, layout, row)
    body = tuple(
        (*names, *(cells.get(value, NOTHING) for value in values))
        for names, cells in lines.items()
        if any(value in cells for value in values)
    )
    heads = (*_heads(tally, layout), *(short_words(shelf, first[value], layout.across) for value in values))
    if layout.across == "month":
        ends = list(
            dict.fromkeys(key_words(shelf, first[value], "month") for value in (values[0], values[-1]))
        )
        span = shelf.say("words.from_to", first=ends[0], last=ends[1]) if len(ends) == 2 else ends[0]
        caption = f"{caption}, {span}"
    numbers = frozenset() if layout.beside else frozenset(range(len(layout.down), len(heads)))
    return Table(caption=caption, heads=heads, rows=body, numbers=numbers, tight=len(values) > 7)


def _cell(shelf: Shelf, layout: Layout, row: Row) -> str:
    said = count_of(row, shelf.speech).words
    return f"{key_words(shelf, row, layout.beside)} ({said})" if layout.beside else said


def _listed(shelf: Shelf, tally: Tally, layout: Layout, rows: Sequence[Row]) -> Table:
    """The values of one key together in a cell; those of a count that may be nothing are left out."""
    lines: dict[tuple[str, ...], list[str]] = {}
    for row in _sorted(layout, rows):
        if row["lower"]:
            said = key_words(shelf, row, layout.listed)
            lines.setdefault(_names(shelf, layout, row), []).append(said)
    heading = tally.headings[tally.keys.index(layout.listed)]
    body = tuple((*names, ", ".join(said)) for names, said in lines.items())
    return Table(caption=tally.title, heads=(*_heads(tally, layout), heading), rows=body)


def _names(shelf: Shelf, layout: Layout, row: Row) -> tuple[str, ...]:
    return tuple(key_words(shelf, row, key) for key in layout.down)


def _heads(tally: Tally, layout: Layout) -> tuple[str, ...]:
    return tuple(tally.headings[tally.keys.index(key)] for key in layout.down)


def _sorted(layout: Layout, rows: Sequence[Row]) -> list[Row]:
    """Rows in the order of the tally, what is not known last."""
    last = load_layouts()["last"]
    return sorted(rows, key=lambda row: any(str(row[key]) in last for key in layout.down))


def _ordered(values: set[str], order: Sequence[str]) -> list[str]:
    known = [one for one in order if one in values]
    return [*known, *sorted(values - set(known))]
