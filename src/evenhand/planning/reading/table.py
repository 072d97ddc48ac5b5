"""Rows of tables to drafts of actions: headings of columns, lines across, rows split over pages, and rows that go on."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from evenhand.planning.reading.drafts import Draft, by_column
from evenhand.planning.reading.header import Column, Layout, infer, is_header, layout_of, with_contents
from evenhand.planning.reading.parts import (
    BELOW,
    IN_TABLE,
    Part,
    Parts,
    goes_on,
    heading,
    is_numbered,
    looks_like_heading,
    part_of,
)
from evenhand.planning.reading.types import Block, Cell
from evenhand.planning.rows.reference import is_reference

Leave = Callable[[Sequence[Cell], str], None]
"""Takes cells that are not placed, and the code of the reason."""


@dataclass
class Tables:
    """What is known while the rows of tables go by: columns, the open row, and whether the table was interrupted."""

    parts: Parts
    leave: Leave
    keep: Callable[[Sequence[Cell], str], None]
    drafts: list[Draft] = field(default_factory=list)
    layout: Layout | None = None
    header: tuple[str, ...] = ()
    table: int = -1
    is_split: bool = False
    after_header: bool = False
    after_heading: bool = False
    is_carried: bool = False
    said_between: bool = False
    filled: dict[str, str] = field(default_factory=dict)

    def row(self, block: Block, coming: Sequence[Block]) -> None:
        """Place one row; `coming` are the rows of the same table from this one on."""
        cells = [one for one in block.cells if one.text.strip()]
        if not cells:
            return
        self._enter(block, coming)
        if is_header([one.text for one in _one_each(cells)]):
            self._take_header(block, cells, coming)
        elif self._is_header_again(cells):
            self.leave(cells, "repeated_header")
        elif self._is_across(cells):
            self._across(cells)
        elif self.layout is None:
            self.leave(cells, "table_not_understood")
        else:
            self._action(cells, block, self.layout)
            self.after_header = self.after_heading = False

    def interrupted(self, *, by_text: bool) -> None:
        """Note that something stands between the rows: the end of a page, or text of its own."""
        self.is_split = True
        self.said_between = self.said_between or by_text

    def close(self) -> None:
        """Note that the part of the document is over: no row goes on behind it, and headings of columns no longer hold."""
        self.layout, self.header, self.table = None, (), -1
        self.is_split = False
        self.said_between = False

    def _enter(self, block: Block, coming: Sequence[Block]) -> None:
        """At the first row of another table: its columns are those of its headings, of the table above, or inferred."""
        if block.table == self.table:
            return
        first = self.table == -1
        self.table, self.is_split = block.table, not first
        has_own = any(is_header([one.text for one in _one_each(row.cells)]) for row in coming[:6])
        if has_own:
            self.after_header = False  # headings above rows that never came are not headings over these
            return
        width = max(one.column + one.span for row in coming for one in row.cells)
        if self.layout is not None and self._fits(width):
            self.is_carried = self.said_between
            return
        body = [[one for one in row.cells if one.text.strip()] for row in coming]
        self.layout = infer([row for row in body if len(row) > 1])
        self.header, self.is_carried = (), False

    def _fits(self, width: int) -> bool:
        """Whether a table without headings has the columns of the one above; its last may be empty throughout."""
        above = self.layout.width if self.layout else 0
        return width == above or (width == above - 1 and width >= 3)

    def _take_header(self, block: Block, cells: Sequence[Cell], coming: Sequence[Block]) -> None:
        said = _texts(block)
        if said == self.header and self.layout is not None:
            self.leave(cells, "repeated_header")
            return
        above = self.layout if self.after_header and block.table == self.table else None
        layout = layout_of(
            _filled_right(block.cells) if self._is_grouped(block, coming) else block.cells, above
        )
        rows = [one.cells for one in coming[1:40] if not is_header([cell.text for cell in one.cells])]
        body = [row for row in rows if sum(bool(one.text.strip()) for one in row) > 1]
        layout = with_contents(layout, body)
        if not layout.has("action"):
            if self._is_grouped(block, coming):
                self.keep(cells, "columns")
                self.layout, self.header, self.after_header = layout, (), True
            else:
                self.leave(cells, "table_not_understood")
            return
        if self.layout is not None and self.header and _same_columns(self.layout, layout):
            self.leave(cells, "repeated_header")
        else:
            self.keep(cells, "columns")
            self.filled = {}
        self.layout, self.header, self.after_header, self.is_carried = layout, said, True, False

    def _is_grouped(self, block: Block, coming: Sequence[Block]) -> bool:
        """Whether a second row of headings follows, so that an empty cell stands under the one to its left."""
        following = coming[1] if len(coming) > 1 else None
        return following is not None and is_header([one.text for one in _one_each(following.cells)])

    def _is_header_again(self, cells: Sequence[Cell]) -> bool:
        """Whether each cell is the beginning or end of its column's heading: a heading split by the end of a page."""
        if self.layout is None:
            return False
        return all(self._is_part_of_heading(one) for one in cells)

    def _is_part_of_heading(self, cell: Cell) -> bool:
        column = self.layout.columns.get(cell.column) if self.layout else None
        said, whole = _flat(cell.text), _flat(column.heading) if column else ""
        return bool(said) and (whole.startswith(said) or (whole.endswith(said) and len(said) > 3))

    def _is_across(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is one text across the table: merged, or alone in the first column without being a number."""
        one = cells[0]
        if len({cell.text for cell in cells}) > 1:
            return False
        if one.span > 1 and (self.layout is None or one.span >= 0.6 * self.layout.width):
            return True
        if part_of(one.text, [one], IN_TABLE, aim_level=BELOW):
            return True
        first = 0 if self.layout is None else min(self.layout.columns, default=0)
        place = self.layout.place_of("reference") if self.layout else None
        if place is not None and one.column <= place:
            return not is_reference(one.text)
        has_theme = self.layout is not None and self.layout.columns.get(one.column, Column("", "")).role in (
            "theme",
            "aim",
        )
        return one.column == first and not has_theme and (self.layout is None or not self._reads_on(one))

    def _reads_on(self, cell: Cell) -> bool:
        """Whether a text alone in its row goes on with the open row."""
        if self.layout is None or not self.drafts:
            return False
        column = self.layout.columns.get(cell.column)
        return column is not None and self.is_split and self.drafts[-1].is_open_at(column, cell.text)

    def _across(self, cells: Sequence[Cell]) -> None:
        one = cells[0]
        for other in cells[1:]:
            self.leave([other], "merged_twice")
        aim = next((part for part in reversed(self.parts.open) if part.kind == "aim"), None)
        if goes_on(one.text) and self.after_heading and aim:
            extend(aim, one)
            return
        part = part_of(one.text, [one], IN_TABLE, aim_level=BELOW)
        if part is None and looks_like_heading(one.text):
            part = heading(one.text, [one], IN_TABLE)
            above = self.parts.open[-1] if self.parts.open else None
            nests = (
                above is not None
                and above.level == IN_TABLE
                and not (is_numbered(one.text) and not above.numbered)
            )
            if self.after_heading and nests:
                part = Part("plain", part.text, BELOW, [one], part.supporting)
        if part is None:
            self.leave(cells[:1], "across")
            return
        self.parts.enter(part)
        self.after_heading, self.is_split, self.said_between = True, True, False

    def _action(self, cells: Sequence[Cell], block: Block, layout: Layout) -> None:
        if self._goes_on(cells, block, layout):
            draft = self.drafts[-1]
            draft.doubts.append("joined")
        else:
            theme, aim, named = self.parts.theme_and_aim()
            draft = Draft(theme, aim, named)
            if layout.inferred:
                draft.doubts.append("columns_inferred")
            elif self.is_carried:
                draft.doubts.append("columns_from_above")
            self.drafts.append(draft)
        for column, cell in by_column(cells, layout):
            draft.take(column, cell)
            self._fill(column.role, cell.text)
        draft.filled = dict(self.filled)
        for part in (draft.theme, draft.aim):
            if part:
                part.used = True
        self.is_split = False

    def _fill(self, role: str, text: str) -> None:
        """Keep a theme or aim for the rows below it; another theme ends the aim."""
        if role == "theme":
            self.filled = {role: text}
        elif role == "aim":
            self.filled[role] = text

    def _goes_on(self, cells: Sequence[Cell], block: Block, layout: Layout) -> bool:
        """Whether a row goes on with the one above: it has no number, and no date and lead beside an action of its own."""
        if not self.drafts or self.after_heading or (self.after_header and not self.is_split):
            return False
        held = {column.role: cell.text for column, cell in by_column(cells, layout)}
        if layout.has("reference"):
            if "reference" in held:
                return False
            merged = any(one.from_above and one.column == layout.place_of("reference") for one in block.cells)
            if merged and "action" in held and ("when" in held or "leads" in held):
                return False
        if "action" not in held:
            return True
        if "when" in held and "leads" in held and not layout.has("reference"):
            return self.is_split and self._all_read_on(cells, layout)
        if self.is_split:
            whole = {"when", "leads"} <= set(held) if layout.has("when") and layout.has("leads") else False
            return not whole or self._all_read_on(cells, layout)
        return held["action"].lstrip()[:1].islower() and "when" not in held

    def _all_read_on(self, cells: Sequence[Cell], layout: Layout) -> bool:
        draft = self.drafts[-1]
        held = by_column(cells, layout)
        return any(
            cell.text.lstrip()[:1].islower() for column, cell in held if column.role in ("action", "progress")
        ) and all(draft.is_open_at(column, cell.text) for column, cell in held if column.role == "action")


def extend(part: Part, cell: Cell) -> None:
    """Add a further line to an aim."""
    part.text = " ".join([part.text, *cell.text.split()])
    part.cells.append(cell)


def _one_each(cells: Sequence[Cell]) -> list[Cell]:
    return [one for one in cells if one.text.strip()]


def _filled_right(cells: Sequence[Cell]) -> list[Cell]:
    """Headings over several columns, as text shows them: an empty cell stands under the one to its left."""
    found: list[Cell] = []
    for one in cells:
        before = found[-1].text if found and not one.text.strip() else one.text
        found.append(Cell(before if one.column else one.text, one.where, one.column, one.span))
    return found


def _texts(block: Block) -> tuple[str, ...]:
    return tuple(_flat(one.text) for one in block.cells)


def _same_columns(one: Layout, other: Layout) -> bool:
    """Whether two rows of headings say the same, however they are broken over lines."""
    said = [
        {place: _flat(column.heading) for place, column in each.columns.items() if column.heading}
        for each in (one, other)
    ]
    if said[0].keys() != said[1].keys():
        return False
    return all(
        said[0][place].endswith(text) or said[0][place].startswith(text) for place, text in said[1].items()
    )


def _flat(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.lower()).strip()
