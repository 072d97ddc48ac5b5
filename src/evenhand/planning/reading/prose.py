"""Actions in running text and lists: a paragraph that says what, who and by when, or lines with labels ('Lead: ...')."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from evenhand.planning.reading.drafts import Draft
from evenhand.planning.reading.header import Column, is_header
from evenhand.planning.reading.parts import Parts
from evenhand.planning.reading.stretches import stretches
from evenhand.planning.reading.types import Block, Cell, Shape
from evenhand.planning.reading.words import load_words, plain
from evenhand.planning.rows.reference import split_reference

_ABOVE = ("theme", "aim")


@dataclass
class Prose:
    """Collects actions from paragraphs; one is open until the next begins."""

    parts: Parts
    leave: Callable[[Sequence[Cell], str], None]
    drafts: list[Draft] = field(default_factory=list)
    open: Draft | None = None
    taken: list[Block] = field(default_factory=list)
    """The blocks of the open action."""
    table: int = -1

    def is_action(self, block: Block) -> bool:
        """Return whether a block begins an action: it has a number, or says who leads or by when beside what to do."""
        said = stretches(block.text)
        if not any(one.role in ("action", "") and one.text.strip(" .:–-") for one in said):
            return said[:1] != [] and said[0].role == "reference" and len(said) > 1
        if any(one.role == "" and one.text.strip(" .:–-") for one in said[:1]) and _has_number(said[0].text):
            return block.shape is not Shape.HEADING or _is_sure_number(said[0].text)
        if said[0].role in ("reference", "action"):
            return True
        return block.shape is not Shape.HEADING and bool({one.role for one in said} & {"when", "leads"})

    def goes_on(self, block: Block) -> bool:
        """Return whether a block goes on with the open action: it begins with a label that an action has."""
        if self.open is None or block.shape is Shape.HEADING:
            return False
        said = stretches(block.text)
        role = said[0].role if said else ""
        if role == "action" and self.open.text("action").strip():
            return False
        return role not in ("", "reference", *_ABOVE)

    def take(self, block: Block) -> None:
        """Take a block into the open action, or begin one with it."""
        if not self.goes_on(block):
            self.finish()
            theme, aim, named = self.parts.theme_and_aim()
            self.open = Draft(theme, aim, named, doubts=["from_text"])
        self.taken.append(block)
        where = block.cells[0].where
        for said in stretches(block.text):
            role = {"": "action", "status": "progress", "milestone": "further", "rag": "further"}.get(
                said.role, said.role
            )
            if self.open is not None:
                self.open.take(
                    Column(role, said.heading, said.asks),
                    Cell(said.text, where),
                    label=said.label,
                    tail=said.tail,
                )

    def is_labelled(self, block: Block) -> bool:
        """Return whether a row of a table is a label and its value: plans with a small table for each action."""
        filled = [one for one in block.cells if one.text.strip()]
        return (
            len(filled) == 2
            and plain(filled[0].text) in load_words().columns
            and not is_header([filled[1].text])
        )

    def row(self, block: Block) -> None:
        """Take a label and its value; another table, a number, or a second action begins an action."""
        label, value = [one for one in block.cells if one.text.strip()]
        words = load_words()
        role = words.columns[plain(label.text)]
        again = (
            role in ("reference", "action") and self.open is not None and bool(self.open.text(role).strip())
        )
        if self.open is None or again or block.table != self.table:
            self.finish()
            theme, aim, named = self.parts.theme_and_aim()
            self.open, self.table = Draft(theme, aim, named), block.table
        kept = {"status": "progress", "milestone": "further", "rag": "further"}.get(role, role)
        column = Column(kept, label.text, words.asks_for(label.text))
        self.taken.append(block)
        self.open.take(column, value, label=f"{label.text}\t")

    def finish(self) -> None:
        """Close the open action: it is one where it says who leads or by when; otherwise its words are not placed."""
        draft, self.open = self.open, None
        blocks, self.taken = self.taken, []
        if draft is None:
            return
        if draft.text("when").strip() or draft.text("leads").strip():
            self.drafts.append(draft)
            for part in (draft.theme, draft.aim):
                if part:
                    part.used = True
        else:
            for block in blocks:
                self.leave(block.cells, "not_an_action")


def _has_number(text: str) -> bool:
    reference, rest = split_reference(text)
    return bool(reference and rest)


def _is_sure_number(text: str) -> bool:
    """Whether a heading's number is one of an action: 'Action 3', 'A1'; '1. Introduction' may be a chapter."""
    reference, _ = split_reference(text)
    return bool(re.match(r"(?i)(?:action|recommendation|cam)\s", reference)) or bool(
        re.match(r"[A-Z]+-?\d", reference)
    )
