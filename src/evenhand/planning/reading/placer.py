"""Goes through the blocks of a document once: each to the tables, the text, the headings, or to what is left over."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.planning.reading.answered import AnsweredTables
from evenhand.planning.reading.furniture import furniture_of
from evenhand.planning.reading.header import is_header
from evenhand.planning.reading.ledger import Ledger
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
from evenhand.planning.reading.types import Block, Shape


@dataclass
class Placer:
    """Goes through the blocks once."""

    blocks: Sequence[Block]
    ledger: Ledger
    parts: Parts
    tables: Tables
    answered: AnsweredTables
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
            elif block.shape is Shape.ROW and self.answered.takes(block, self._coming(place)):
                self.last_aim = None
                self.tables.close()
                self.answered.row(block)
            elif block.shape is Shape.ROW:
                self.last_aim = None
                self.answered.close()
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
