"""Tables in the words of the page (charts/*.csv): every cell is seen, and says what the chart beside it says."""

from collections.abc import Iterator
from pathlib import Path

from evenhand.attack.carriers.figure import Figure
from evenhand.attack.carriers.known import rows_of
from evenhand.attack.carriers.numbers import figures_of


def table_figures(path: Path, name: str) -> Iterator[Figure]:
    """Yield the figures of a table's heads and cells."""
    rows = rows_of(path)
    for head in rows[0] if rows else ():
        yield from figures_of(head, f"{name} head", visible=True)
    for number, row in enumerate(rows, start=2):
        for head, text in row.items():
            yield from figures_of(text, f"{name} line {number} {head}", visible=True)
