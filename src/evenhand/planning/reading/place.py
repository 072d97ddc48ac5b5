"""Places every block of a document: in a row, as a heading over rows, or among what could not be placed, with the reason."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources

from evenhand.planning.reading.build import build
from evenhand.planning.reading.drafts import Draft
from evenhand.planning.reading.furniture import furniture_of
from evenhand.planning.reading.header import is_header
from evenhand.planning.reading.parts import (
    IN_AIM,
    IN_TEXT,
    Part,
    Parts,
    goes_on,
    heading,
    is_plain,
    looks_like_heading,
    part_of,
)
from evenhand.planning.reading.prose import Prose
from evenhand.planning.reading.table import Tables, extend
from evenhand.planning.reading.types import Block, Cell, Document, Placed, PlanRead, Shape
from evenhand.planning.rows import Unplaced

_DATA = "data/reasons-2026-11.toml"


@dataclass
class _Ledger:
    """What was not placed in a row, in the order in which it was met; sorted by place in the end."""

    unplaced: list[tuple[tuple[Cell, ...], str, str]] = field(default_factory=list)
    kept: list[tuple[Cell, str]] = field(default_factory=list)

    def leave(self, cells: Sequence[Cell], code: str, why: str = "") -> None:
        filled = tuple(one for one in cells if one.text.strip())
        if filled:
            self.unplaced.append((filled, code, why))

    def keep(self, cells: Sequence[Cell], used_as: str) -> None:
        self.kept += [(one, used_as) for one in cells if one.text.strip()]


def place(document: Document, *, written_on: date | None = None) -> PlanRead:
    """Return the rows of a document and everything that is in none: not a character is lost, none told twice."""
    ledger = _Ledger()
    parts = Parts()
    tables = Tables(parts, ledger.leave, ledger.keep)
    placer = _Placer(document.blocks, ledger, parts, tables)
    placer.run()
    drafts = tables.drafts
    if not drafts:
        # Without a table of actions the plan may be in its paragraphs: gone through again, from the beginning.
        ledger, parts = _Ledger(), Parts()
        tables = Tables(parts, ledger.leave, ledger.keep)
        prose = Prose(parts, ledger.leave)
        _Placer(document.blocks, ledger, parts, tables, prose).run()
        drafts = [*tables.drafts, *prose.drafts]
    return _result(document, ledger, parts, drafts, written_on)


@dataclass
class _Placer:
    """Goes through the blocks once."""

    blocks: Sequence[Block]
    ledger: _Ledger
    parts: Parts
    tables: Tables
    prose: Prose | None = None
    last_aim: Part | None = None

    def run(self) -> None:
        aside = furniture_of(self.blocks)
        for place, block in enumerate(self.blocks):
            if block.shape is Shape.ASIDE:
                self.ledger.leave(block.cells, "aside", block.why)
            elif place in aside:
                self.ledger.leave(block.cells, "page_furniture")
                self.tables.interrupted(by_text=False)
            elif block.shape is Shape.ROW and self.prose and self.prose.is_labelled(block):
                self.prose.row(block)
            elif block.shape is Shape.ROW:
                self.last_aim = None
                self.tables.row(block, self._coming(place))
            elif block.shape is Shape.HEADING:
                self._heading(block)
            else:
                self._text(block, place)
        if self.prose:
            self.prose.finish()

    def _coming(self, place: int) -> list[Block]:
        """The rows of the same table from a place on."""
        table, found = self.blocks[place].table, []
        for block in self.blocks[place : place + 400]:
            if block.shape is Shape.ROW and block.table == table:
                found.append(block)
            elif block.shape is Shape.ROW or block.shape is Shape.HEADING:
                break
        return found

    def _heading(self, block: Block) -> None:
        self.tables.interrupted(by_text=True)
        cells = list(block.cells)
        if self.prose and self.prose.is_action(block):
            self.prose.take(block)
            return
        if self.prose:
            self.prose.finish()
        self.last_aim = None
        part = heading(block.text, cells, min(block.level, IN_TEXT - 1))
        self._enter(part)

    def _enter(self, part: Part) -> None:
        self.parts.enter(part)
        self.tables.after_heading = True
        self.last_aim = part if part.kind == "aim" else None

    def _text(self, block: Block, place: int) -> None:
        cells = list(block.cells)
        if self.prose and self.prose.is_action(block):
            self.tables.interrupted(by_text=True)
            self.prose.take(block)
            return
        part = part_of(block.text, cells, IN_TEXT, aim_level=IN_AIM)
        if part and (part.kind == "aim" or looks_like_heading(part.text)):
            self.tables.interrupted(by_text=True)
            self._enter(part)
        elif self.last_aim and goes_on(block.text):
            extend(self.last_aim, cells[0])
        elif self.prose and self.prose.goes_on(block):
            self.prose.take(block)
        elif self._is_weak_heading(block, place):
            self.tables.interrupted(by_text=True)
            self._enter(heading(block.text, cells, IN_TEXT))
        else:
            self.tables.interrupted(by_text=not self._stands_between_rows(place))
            self.ledger.leave(cells, self._why(place))

    def _why(self, place: int) -> str:
        if self.prose:
            return "not_an_action"
        return "between_rows" if self._stands_between_rows(place) else "outside_table"

    def _stands_between_rows(self, place: int) -> bool:
        near = self.blocks[max(place - 1, 0) : place + 2]
        return len(near) == 3 and near[0].shape is near[2].shape is Shape.ROW

    def _goes_on_below(self, place: int) -> bool:
        """Whether a line cuts a table whose next row goes on with the one above: then it is a page's footer."""
        layout = self.tables.layout
        number = layout.place_of("reference") if layout else None
        if number is None or not self._stands_between_rows(place):
            return False
        rows = (one for one in self._coming(place + 1) if not is_header([cell.text for cell in one.cells]))
        first = next(rows, None)
        return first is not None and not any(
            cell.column <= number and cell.text.strip() for cell in first.cells
        )

    def _is_weak_heading(self, block: Block, place: int) -> bool:
        """Whether a short line stands right above a table, an aim, or the first action of a text."""
        if (
            not looks_like_heading(block.text)
            or len(block.text) > 80
            or "\n" in block.text
            or is_plain(block.text)
        ):
            return False
        following = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        if following is None or (block.shape is Shape.ITEM and following.shape is Shape.ITEM):
            return False
        if following.shape is Shape.ROW:
            return not self._goes_on_below(place)
        aim = part_of(following.text, list(following.cells), IN_TEXT, aim_level=IN_AIM)
        return aim is not None or bool(self.prose and self.prose.is_action(following))


def _result(
    document: Document, ledger: _Ledger, parts: Parts, drafts: Sequence[Draft], written_on: date | None
) -> PlanRead:
    for part in parts.all:
        if part.used:
            ledger.keep(part.cells, "aim" if part.kind == "aim" else "theme")
        else:
            ledger.leave(part.cells, "empty_part")
    order = {id(cell): place for place, block in enumerate(document.blocks) for cell in block.cells}
    reasons = _reasons()
    return PlanRead(
        rows=build(drafts, written_on),
        unplaced=tuple(
            Unplaced(
                verbatim="\t".join(one.text for one in cells),
                where=cells[0].where,
                why=why or reasons[code],
                code=code,
            )
            for cells, code, why in sorted(ledger.unplaced, key=lambda one: order.get(id(one[0][0]), 0))
        ),
        headings=tuple(
            Placed(verbatim=cell.text, used_as=used_as, where=cell.where)
            for cell, used_as in sorted(ledger.kept, key=lambda one: order.get(id(one[0]), 0))
        ),
        notes=document.notes,
        form=document.form,
    )


@cache
def _reasons() -> dict[str, str]:
    read = tomllib.loads((resources.files("evenhand.planning.reading") / _DATA).read_text("utf-8"))
    return {str(code): str(words) for code, words in read["reasons"].items()}
