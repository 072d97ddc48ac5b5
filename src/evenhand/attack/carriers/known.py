"""What the protected counts of a release allow: the cells, the counts that are shown, and the measures made of them."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evenhand.attack.carriers.figure import Entry
from evenhand.foundations import UnreadableFile

COUNTED = ("value", "lower", "upper", "status")
"""The columns that make a file one of counts; its others are keys."""


@dataclass
class Known:
    """The protected counts of a folder, and what has been found to agree with them.

    `cells`: each entry of counts.csv by its id. `counts`: every count that is shown. `bounds`: every pair of bounds.
    `base`: the multiple to which counts are rounded (1: none). `measures`: published measures, after they were held
    against the counts, as they are printed. `derived`: whole numbers made of counts: sums, ranges of people.
    `drawn`: the measures that a drawing may show, by the parts of its name, in the units of its axis.
    `codes`: what the release's own codes with digits look like in names, once they are asked for;
    `labels`: names of places, files and groups with digits in them.
    """

    cells: dict[str, Entry] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    counts: set[float] = field(default_factory=set)
    bounds: set[tuple[int, int]] = field(default_factory=set)
    base: int = 1
    measures: set[float] = field(default_factory=set)
    derived: set[float] = field(default_factory=set)
    drawn: dict[tuple[str, ...], set[float]] = field(default_factory=dict)
    codes: re.Pattern[str] | None = None
    labels: set[str] = field(default_factory=set)

    @property
    def is_protected(self) -> bool:
        """Whether any count is hidden or rounded; if none is, there is nothing to recover."""
        return any(one.value is None or one.lower != one.upper for one in self.entries)

    def is_count(self, number: float, *, strict: bool) -> bool:
        """Whether a count may be this; where counts are rounded a multiple says no more than rounding (not if `strict`)."""
        size = abs(number)
        if size in self.counts or size in self.derived:
            return True
        return not strict and self.base > 1 and size % self.base == 0

    def name(self, texts: Iterable[str]) -> None:
        """Enter names that have digits among their letters; a bare number is no name."""
        self.labels |= {
            _short(one) for one in texts if re.search(r"\d", one) and re.search(r"[^\W\d_]{2}", one)
        }

    def is_named(self, number: float, words: str) -> bool:
        """Whether a number in these words is part of the name of a place, a file or a group."""
        digits = f"{abs(number):.0f}"
        return any(digits in label and label in words for label in self.labels)


def read_known(folder: Path) -> Known:
    """Return what counts.csv and the side tables of a folder tell; raise UnreadableFile where they are damaged."""
    known = Known()
    for path in sorted(folder.glob("*.csv")):
        known.entries += entries_of(path)
    for entry in known.entries:
        if "cell_id" in entry.cell:
            known.cells.setdefault(entry.cell["cell_id"], entry)
        known.bounds.add((entry.lower, entry.upper))
    shown = ((one.value, one.upper) for one in known.entries if one.status == "rounded")
    widths = Counter(2 * (upper - value) + 1 for value, upper in shown if value is not None)
    known.base = max(widths.most_common(1)[0][0], 1) if widths else 1
    texts = {text for one in known.entries for key, text in one.cell.items() if key != "cell_id"}
    known.name(texts)
    known.counts = {float(one.value) for one in known.entries if one.value is not None}
    return known


def _short(text: str) -> str:
    """A name about its first number, as far as the words about a figure surely reach."""
    found = re.search(r"\d", text)
    at = found.start() if found else 0
    return " ".join(text[max(0, at - 20) : at + 20].split())


def entries_of(path: Path) -> Iterator[Entry]:
    """Yield the counts of one CSV file; nothing of a file that is not one of counts."""
    for number, row in enumerate(rows_of(path), start=2):
        if not set(COUNTED) <= row.keys():
            return
        if "measure" in row:
            return
        keys = {name: text for name, text in row.items() if name not in COUNTED}
        try:
            value = int(row["value"]) if row["value"] else None
            lower, upper = int(row["lower"]), int(row["upper"])
        except ValueError as error:
            raise _damaged(path) from error
        yield Entry(
            where=f"{path.name} line {number}",
            cell=keys,
            value=value,
            lower=lower,
            upper=upper,
            status=row["status"],
        )


def rows_of(path: Path) -> Sequence[Mapping[str, str]]:
    """Return the rows of a CSV file by column; raise UnreadableFile where a row has more or fewer cells."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, restval="", strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _damaged(path) from error
    if any(None in row for row in rows):
        raise _damaged(path)
    return rows


def _damaged(path: Path) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name} cannot be read as a table.", mend="Give the release as it was written."
    )
