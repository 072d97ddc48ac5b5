"""Tables in the words of the page: a column that holds counts holds nothing but counts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path

from evenhand.attack.carriers.figure import Figure, Said
from evenhand.attack.carriers.known import Known, rows_of
from evenhand.attack.carriers.numbers import figures_of
from evenhand.attack.carriers.rules import rules

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL | re.IGNORECASE)
_NAME = re.compile(r"<th\b[^>]*>([^<]*)</th>", re.IGNORECASE)
_CELL = re.compile(r"<td\b[^>]*\bdata-head=\"([^\"]*)\"[^>]*>([^<]*)</td>", re.IGNORECASE)
_BARE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_FILE = re.compile(r".+\.(?:csv|tsv|txt|json|parquet|ods|xlsx?|gz|zip)", re.IGNORECASE)
_EVERY = 100


def table_figures(path: Path, name: str) -> Iterator[Figure]:
    """Yield the figures of the heads and cells of a chart's table."""
    rows = rows_of(path)
    for head in rows[0] if rows else ():
        yield from figures_of(head, f"{name} head", visible=True)
        yield from column_figures(head, [row[head] for row in rows], name)
        for number, row in enumerate(rows, start=2):
            yield from figures_of(row[head], f"{name} line {number} {head}", visible=True)


def page_tables(text: str, name: str, known: Known) -> Iterator[Figure]:
    """Yield the counts in the columns of a page's tables; all their words are read with the page.

    How long a file is that holds nobody (areas, a census) may be told: it is none of those in table-files.csv.
    """
    people = {entry.cell["file"] for entry in known.entries if "file" in entry.cell}
    for table in _TABLE.findall(text):
        columns: dict[str, list[str]] = {}
        for row in _ROW.findall(table):
            called = unescape(" ".join(_NAME.findall(row)[:1])).strip()
            if people and _FILE.fullmatch(called) and called not in people:
                continue
            for head, words in _CELL.findall(row):
                columns.setdefault(unescape(head), []).append(unescape(words))
        for head, cells in columns.items():
            yield from column_figures(head, cells, name)


def column_figures(head: str, cells: Sequence[str], name: str) -> Iterator[Figure]:
    """Yield the bare whole numbers of a column as counts, if it is one of counts: shares never exceed 100."""
    bare = list(_bare(cells))
    if not (rules().heads.fullmatch(head.strip()) or any(number > _EVERY for number in bare)):
        return
    for number in bare:
        yield Figure(
            where=f"{name} column '{head}'", words=head, number=number, said=Said.COUNT, visible=True
        )


def _bare(cells: Iterable[str]) -> Iterator[float]:
    for text in cells:
        if _BARE.fullmatch(text.strip()):
            yield float(text.replace(",", ""))
