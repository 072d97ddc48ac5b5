"""Gathers recommendations from pieces: what heads them, their numbers and paragraphs, what came of them, who answered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from evenhand.planning.reading.recommended.pieces import Kind, Piece
from evenhand.planning.reading.recommended.words import recommended_words

NUMBER = re.compile(
    r"^\s*(?:(?i:recommendation|argymhelliad)\s+)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,2}|[A-Z]\d{1,3}|R\d{1,3}|\([a-z0-9]{1,3}\)|[a-z](?=\)))[.):]?\s*(?=[A-Z“‘\"'(])"
)
CALLED = re.compile(r"^\s*(?i:recommendation|argymhelliad)\s+(?:\d{1,3}|[A-Z]\d*)(?:\.\d+)*\b")
PARAGRAPH = re.compile(
    r"\s*[(\[](?:Paragraphs?|Paras?\.?|Paragraffau?)\s+(?P<paragraph>[\d.,\s–&and-]+)[)\]]\s*\.?\s*$", re.I
)
_ENDS = re.compile(r"[.;:!?)”\"]\s*$")


@dataclass
class Found:
    """A recommendation in the making: its pieces, and those of its answer and outcome."""

    pieces: list[Piece]
    theme: Piece | None
    group: "Group | None"
    answers: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, pieces joined."""
        return " ".join(one.text for one in self.pieces)


@dataclass
class Group:
    """A project or area in the making."""

    name: list[Piece]
    host: list[Piece] = field(default_factory=list)
    outcomes: list[list[Piece]] = field(default_factory=list)
    used: bool = False


@dataclass
class Gathering:
    """What is known while the pieces go by: the section, theme and group that hold, and the open recommendation."""

    found: list[Found] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    headings: list[tuple[Piece, str]] = field(default_factory=list)
    section: str = ""
    level: int = 0
    theme: Piece | None = None
    group: Group | None = None
    open: list[Piece] | None = None
    naming: list[Piece] | None = None
    counted: bool | None = None
    """Whether the list that holds is one of numbers (or of bullets, False)."""
    states_paragraphs: bool = False

    def run(self, pieces: Sequence[Piece]) -> None:
        """Take all pieces in their order."""
        self.states_paragraphs = sum(bool(PARAGRAPH.search(one.text)) for one in pieces) > 1
        for one in pieces:
            if one.kind is Kind.PAGE:
                continue
            if one.kind is Kind.BREAK:
                self._close("")
                self.group = None
            elif one.kind is Kind.HEADING:
                self._heading(one)
            elif one.kind is Kind.LABEL:
                self._label(one)
            else:
                self._text(one)

    def _close(self, section: str) -> None:
        self.section, self.open, self.naming = section, None, None
        self.theme, self.counted = None, None

    def _heading(self, one: Piece) -> None:
        kind = recommended_words().heads(one.text)
        if kind:
            self._close(kind)
            self.level = one.level
            if kind in ("recommendations", "outcomes"):
                self.headings.append((one, kind))
        elif CALLED.match(one.text):
            self._begin(one)
        elif self.section in ("recommendations", "outcomes") and self._is_below(one):
            self.open, self.theme, self.counted = None, one, None
        else:
            self._close("")
            self.group = None

    def _is_below(self, one: Piece) -> bool:
        """Whether a heading stands below that of the list; a line that merely looks like one stands below a marked one."""
        return one.level > self.level or (one.level == self.level == 99)

    def _label(self, one: Piece) -> None:
        if one.role == "group":
            self._close("")
            self.group = Group([one])
            self.groups.append(self.group)
            self.naming = self.group.name
        elif one.role == "host":
            self._close("")
            self.naming = self.group.host if self.group else None
            if self.group:
                self.group.host.append(one)
        elif self.open is not None and self.found and self.open is self.found[-1].pieces:
            self.found[-1].answers.append(one)

    def _text(self, one: Piece) -> None:
        if self.naming is not None:
            self.naming.append(one)
            self.naming = None
        elif CALLED.match(one.text) or (self.section == "recommendations" and self._begins(one)):
            self._begin(one)
        elif self.section == "outcomes" and self.group and one.kind is Kind.ITEM:
            self.open = [one]
            self.group.outcomes.append(self.open)
        elif self.open is not None and self._goes_on(one):
            self.open.append(one)

    def _begin(self, one: Piece) -> None:
        self.open = [one]
        self.counted = bool(NUMBER.match(one.text)) if self.counted is None else self.counted
        self.found.append(Found(self.open, self.theme, self.group))
        for part in (self.group,):
            if part:
                part.used = True

    def _begins(self, one: Piece) -> bool:
        """Whether a piece begins a recommendation: the sign that the list began with, a number or a bullet."""
        is_numbered = bool(NUMBER.match(one.text))
        if self.counted:
            return is_numbered
        return is_numbered or one.kind is Kind.ITEM

    def _goes_on(self, one: Piece) -> bool:
        """Whether a text goes on with the open recommendation: in the middle of a sentence, or before its paragraph."""
        before = " ".join(piece.text for piece in self.open or ())
        if CALLED.fullmatch(before.rstrip(" .:")):
            return True
        if self.states_paragraphs and self.section == "recommendations":
            return not PARAGRAPH.search(before)
        if one.kind is Kind.ITEM:
            return bool(self.counted) and not NUMBER.match(one.text)
        return one.text.lstrip()[:1].islower() or not _ENDS.search(before)
