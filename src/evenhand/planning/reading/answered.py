"""Tables of recommendations with their answers: a row is a recommendation, and an action where it says who or by when."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from evenhand.planning.reading.drafts import Draft
from evenhand.planning.reading.header import LONGEST, Column
from evenhand.planning.reading.ledger import Ledger
from evenhand.planning.reading.parts import IN_TABLE, Parts, heading, looks_like_heading
from evenhand.planning.reading.recommended.asked import Asked, read_asked
from evenhand.planning.reading.recommended.columns import columns_of, is_answer_alone, is_refused
from evenhand.planning.reading.recommended.types import RecommendationRead
from evenhand.planning.reading.types import Block, Cell
from evenhand.planning.reading.words import load_words, plain

_PLAN = ("action", "leads", "agency", "when", "start", "end", "progress")
_OF_ACTION = ("leads", "agency", "when", "start", "end")


@dataclass
class AnsweredTables:
    """What is known while the rows of such tables go by."""

    parts: Parts
    ledger: Ledger
    drafts: list[Draft]
    found: list[Asked] = field(default_factory=list)
    columns: dict[int, Column] = field(default_factory=dict)
    table: int = -1
    width: int = 0
    header: tuple[str, ...] = ()

    def takes(self, block: Block, coming: Sequence[Block]) -> bool:
        """Return whether a row belongs to such a table: below its headings, or in one without headings right behind."""
        if columns_of(block):
            return True
        if not self.columns:
            return False
        if block.table == self.table:
            return True
        is_next = self.width == max(one.column + one.span for row in coming for one in row.cells)
        return is_next and not any(_is_known_header(row) for row in coming[:6])

    def close(self) -> None:
        """Note that another part of the document begins."""
        self.columns, self.header, self.table = {}, (), -1

    def row(self, block: Block) -> None:
        """Place one row."""
        cells = [one for one in block.cells if one.text.strip()]
        self.table = block.table
        if columns := columns_of(block):
            self._head(block, cells, columns)
        elif self._is_across(cells):
            self.parts.enter(heading(cells[0].text, cells[:1], IN_TABLE))
        elif cells:
            self._take(block, [(self.columns.get(one.column, Column("further", "")), one) for one in cells])

    def _head(self, block: Block, cells: Sequence[Cell], columns: dict[int, Column]) -> None:
        said = tuple(plain(one.text) for one in block.cells)
        if said == self.header:
            self.ledger.leave(cells, "repeated_header")
        else:
            self.ledger.keep(cells, "columns")
        self.columns, self.header = columns, said
        self.width = max(one.column + one.span for one in block.cells)

    def _is_across(self, cells: Sequence[Cell]) -> bool:
        if len(cells) != 1 or not looks_like_heading(cells[0].text):
            return False
        return cells[0].span > 1 or self._role(cells[0]) not in ("recommendation", "response", *_PLAN)

    def _role(self, cell: Cell) -> str:
        return self.columns[cell.column].role if cell.column in self.columns else "further"

    def _take(self, block: Block, pieces: list[tuple[Column, Cell]]) -> None:
        held = {column.role: cell.text for column, cell in pieces}
        if not self.found or not self._goes_on(block, held):
            theme, _, _ = self.parts.theme_and_aim()
            self.found.append(Asked(theme))
            if theme:
                theme.used = True
        asked = self.found[-1]
        of_action = () if is_refused(held) else self._of_action(held, asked)
        draft = self._draft(held, asked) if of_action else None
        for column, cell in pieces:
            if draft is not None and column.role in of_action:
                is_answer = column.role == "response"
                draft.take(Column("action", column.heading) if is_answer else column, cell)
                asked.said += f" {cell.text}" if is_answer else ""
            else:
                asked.pieces.append((column, cell))

    def _goes_on(self, block: Block, held: dict[str, str]) -> bool:
        """Whether a row belongs to the recommendation above: no number and no recommendation of its own."""
        if "reference" in held:
            return False
        said = held.get("recommendation", "").lstrip()
        numbered = any(one.role == "reference" for one in self.columns.values())
        merged = any(one.from_above and self._role(one) == "reference" for one in block.cells)
        return not said or (numbered and not merged and said[0].islower())

    def _of_action(self, held: dict[str, str], asked: Asked) -> tuple[str, ...]:
        """The columns of a row that are an action's; none where it holds none. An answer with a lead or date is one."""
        has_own = any(one.role == "action" for one in self.columns.values())
        if has_own:
            return _PLAN if "action" in held or any(role in held for role in _OF_ACTION) else ()
        if any(role in held for role in _OF_ACTION) or (asked.drafts and "response" in held):
            return _PLAN if is_answer_alone(held.get("response", "")) else ("response", *_PLAN)
        return ()

    def _draft(self, held: dict[str, str], asked: Asked) -> Draft:
        """The action that a row's cells belong to: another one where they name a lead or date beside their own words."""
        words = "action" in held or "response" in held
        if asked.drafts and not (words and any(role in held for role in _OF_ACTION)):
            return asked.drafts[-1]
        theme, aim, named = self.parts.theme_and_aim()
        draft = Draft(theme, aim, named)
        asked.drafts.append(draft)
        self.drafts.append(draft)
        return draft

    def recommendations(self) -> tuple[RecommendationRead, ...]:
        """Return what was read, and have its actions say which recommendation they answer."""
        return tuple(read_asked(one) for one in self.found if one.pieces)


def _is_known_header(block: Block) -> bool:
    filled = [one for one in block.cells if one.text.strip()]
    known = [one for one in filled if load_words().role_of(one.text) and len(one.text) <= LONGEST]
    return len(filled) > 1 and len(known) == len(filled)
