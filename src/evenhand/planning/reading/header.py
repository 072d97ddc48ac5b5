"""What the columns of a table hold, told from their headings; or, where it has none, from what stands in them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evenhand.planning.dates import Kind, read_when
from evenhand.planning.reading.types import Cell
from evenhand.planning.reading.words import load_words, plain
from evenhand.planning.rows.reference import is_reference

LONGEST = 90  # characters of a heading
MOST = 0.6  # of the cells of a line of headings are known


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, its heading as printed, and what its dates ask for."""

    role: str
    heading: str
    asks: Kind = Kind.UNMARKED


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table by their place. `inferred` where they were told from what stands in them."""

    columns: Mapping[int, Column]
    inferred: bool = False

    @property
    def width(self) -> int:
        """The number of columns, empty ones between them counted."""
        return max(self.columns, default=-1) + 1

    def has(self, role: str) -> bool:
        """Return whether a column holds this."""
        return any(one.role == role for one in self.columns.values())

    def place_of(self, role: str) -> int | None:
        """Return the first column that holds this."""
        return next((place for place, one in sorted(self.columns.items()) if one.role == role), None)


def is_header(texts: Sequence[str]) -> bool:
    """Return whether a row is one of headings: short, nearly all of them known, of two kinds at least, and no number."""
    filled = [one for one in texts if one.strip()]
    if len(filled) < 2 or any(len(one) > LONGEST or _is_numbered(one) for one in filled):
        return False
    roles = [role for one in filled if (role := load_words().role_of(one))]
    if len(set(roles)) < 2 or len(roles) < MOST * len(filled):
        return False
    # 'Review the form' is no heading although it begins like one: half of the headings are known as they stand.
    return sum(map(_is_whole, filled)) >= 0.5 * len(filled)


def _is_numbered(text: str) -> bool:
    return is_reference(text) and any(one.isdigit() for one in text)


def _is_whole(text: str) -> bool:
    """Whether a cell is a heading in itself: known as it stands or in a part, or a few words that begin with a known one."""
    words = load_words()
    parts = [text, re.sub(r"\([^)]*\)", " ", text), *re.split(r"[/&\n]|\band\b|\bneu\b", text)]
    if any(plain(one) in words.columns for one in parts):
        return True
    said = plain(text)
    begins = any(said.startswith(f"{word} ") for word in words.columns)
    return begins and len(said.split()) <= 8


def layout_of(cells: Sequence[Cell], above: Layout | None = None) -> Layout:
    """Return the columns that a row of headings names; `above` are headings over these, as in 'Responsibility: lead'."""
    words = load_words()
    found: dict[int, Column] = {}
    for one in cells:
        for place in range(one.column, one.column + one.span):
            over = above.columns[place].heading if above and place in above.columns else ""
            heading = f"{over} {one.text}".strip() if over and over != one.text else one.text
            role = words.role_of(one.text) or (
                above.columns[place].role if above and place in above.columns else None
            )
            found[place] = Column(
                role or ("further" if heading.strip() else ""), heading, words.asks_for(heading)
            )
    for place, column in (above.columns if above else {}).items():
        if place not in found or not found[place].heading.strip():
            found[place] = column
    return _settled(Layout(found))


def _settled(layout: Layout) -> Layout:
    """One column for each thing; a thing without a column takes the one that serves instead."""
    words = load_words()
    columns = dict(layout.columns)
    for role, others in words.instead.items():
        if not any(one.role == role for one in columns.values()):
            for other in others:
                place = next((place for place, one in sorted(columns.items()) if one.role == other), None)
                if place is not None:
                    columns[place] = replace(columns[place], role=role)
                    break
    seen: Counter[str] = Counter()
    for place in sorted(columns):
        role = columns[place].role
        seen[role] += 1
        single = role in ("reference", "theme", "aim", "action", "progress", "start", "end")
        if (single and seen[role] > 1) or role in ("milestone", "status", "rag"):
            columns[place] = replace(columns[place], role="further")
    if not any(one.role == "leads" for one in columns.values()):
        columns = {
            place: replace(one, role="leads") if one.role == "agency" else one
            for place, one in columns.items()
        }
    return Layout(columns, layout.inferred)


def with_contents(layout: Layout, rows: Sequence[Sequence[Cell]]) -> Layout:
    """Return a layout in which a column without a heading has what its cells show: the reference, most often."""
    columns = dict(layout.columns)
    for place in range(max([layout.width, *(one.column + 1 for row in rows for one in row)], default=0)):
        if place in columns and columns[place].role:
            continue
        texts = [one.text for row in rows for one in row if one.column == place and one.text.strip()]
        is_numbers = bool(texts) and sum(map(is_reference, texts)) >= MOST * len(texts)
        if is_numbers and not any(one.role == "reference" for one in columns.values()):
            columns[place] = Column("reference", "")
        elif place in columns and not texts:
            columns[place] = Column("", "")
        else:
            columns[place] = Column("further", columns[place].heading if place in columns else "")
    return Layout(columns, layout.inferred)


def infer(rows: Sequence[Sequence[Cell]]) -> Layout | None:
    """Return the columns of a table without headings, from what stands in them; None where they show no plan.

    There must be a column of dates, a column of long texts, and one of references or names.
    """
    places: dict[int, list[str]] = {}
    for row in rows:
        for one in row:
            if one.text.strip():
                places.setdefault(one.column, []).append(one.text)
    if len(places) < 3 or len(rows) < 2:
        return None
    found: dict[int, Column] = {}
    for place, texts in places.items():
        if sum(map(is_reference, texts)) >= MOST * len(texts) and "reference" not in _roles(found):
            found[place] = Column("reference", "")
        elif sum(map(_is_date, texts)) >= MOST * len(texts) and "when" not in _roles(found):
            found[place] = Column("when", "")
    left = {place: texts for place, texts in places.items() if place not in found}
    if "when" not in _roles(found) or not left:
        return None
    longest = max(left, key=lambda place: sum(map(len, left[place])) / len(left[place]))
    found[longest] = Column("action", "")
    for place, texts in left.items():
        if place != longest:
            is_name = sum(map(_is_name, texts)) >= MOST * len(texts) and "leads" not in _roles(found)
            found[place] = Column("leads" if is_name else "further", "")
    if not {"reference", "leads"} & set(_roles(found)):
        return None
    return Layout(found, inferred=True)


def _roles(columns: Mapping[int, Column]) -> list[str]:
    return [one.role for one in columns.values()]


def _is_date(text: str) -> bool:
    read = read_when(text)
    return len(text) <= 60 and (read.is_dated or read.kind in (Kind.ONGOING, Kind.DEPENDENT))


def _is_name(text: str) -> bool:
    return len(text) <= 80 and bool(re.match(r"[A-Z]", text)) and not text.rstrip().endswith(".")
