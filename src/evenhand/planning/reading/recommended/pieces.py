"""Cuts what a plan left over into pieces: headings, items, labels, page numbers. Together they are the text again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from evenhand.planning.reading.parts import looks_like_heading
from evenhand.planning.reading.recommended.page_numbers import page_numbers_in
from evenhand.planning.reading.recommended.words import label_pattern, recommended_words
from evenhand.planning.reading.types import Block, Cell, Shape

FLAT = 2500
"""Characters of a paragraph from which on it is a whole document whose lines were lost, and not a paragraph."""
_BULLET = re.compile(r"(?:(?<=\s)|^)[•▪‣◦●](?=\s)")
_SENTENCE = re.compile(r"(?<=[a-z0-9)’'”][.!?])\s+(?=[A-Z])")
_CAPITALS = re.compile(r"(?:(?<=\s)|^)(?:[A-Z][A-Z'’-]+\s+){3,}[A-Z][A-Z'’-]+(?=\s)")
_GOES_ON = re.compile(r"\s*[A-Z][a-z]+(?:ed|ised)\s(?!to\b)")


class Kind(StrEnum):
    """What a piece is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    LABEL = "label"
    PAGE = "page"
    BREAK = "break"
    """Something stands here that belongs to the plan: rows, or a heading over them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cell's text. `is_sentence` where nothing but the end of a sentence divides it from others."""

    kind: Kind
    text: str
    cell: Cell | None = None
    start: int = 0
    level: int = 0
    role: str = ""
    page: int | None = None
    is_sentence: bool = False


def pieces_of(blocks: Sequence[Block], free: Iterable[int]) -> list[Piece]:
    """Return the pieces of all blocks whose cells are free (by identity), with a break where others stand."""
    left, found = set(free), []
    for block in blocks:
        if block.shape is Shape.ASIDE:
            continue
        filled = [one for one in block.cells if one.text.strip()]
        if not filled:
            continue
        if block.shape is Shape.ROW or not all(id(one) in left for one in filled):
            if not all(len(one.text) < 8 for one in filled):
                found.append(Piece(Kind.BREAK, ""))
            continue
        for cell in filled:
            found += _flattened(cell) if len(cell.text) > FLAT else [_one(block, cell)]
    return found


def _one(block: Block, cell: Cell) -> Piece:
    """A block that is a piece as a whole."""
    label = label_pattern().match(cell.text)
    if label and label.lastgroup in ("response", "outcome", "addressee"):
        return Piece(Kind.LABEL, cell.text, cell, role=label.lastgroup)
    kind = Kind.ITEM if block.shape is Shape.ITEM else Kind.TEXT
    if block.shape is Shape.HEADING:
        return Piece(Kind.HEADING, cell.text, cell, level=block.level)
    if (
        kind is Kind.TEXT
        and looks_like_heading(cell.text)
        and len(cell.text) <= 100
        and "\n" not in cell.text
    ):
        return Piece(Kind.HEADING, cell.text, cell, level=99)
    return Piece(kind, cell.text, cell)


def _flattened(cell: Cell) -> list[Piece]:
    """The pieces of a document whose lines were lost: known headings, labels, bullets and page numbers cut it."""
    text = cell.text
    pages = page_numbers_in(text)
    marks = sorted({*_headings(text), *((at, end, Kind.PAGE, "") for at, end in pages)})
    found: list[Piece] = []
    place, page = 0, None
    starts = iter([*(pages), (len(text), len(text))])
    ends_at, _ = next(starts)
    for at, end, kind, role in [*marks, (len(text), len(text), Kind.BREAK, "")]:
        if at < place:
            continue
        found += _between(cell, place, at)
        if end > at:
            found.append(Piece(kind, text[at:end], cell, at, role=role))
        place = end
    numbered = []
    for one in found:
        if one.start >= ends_at:
            ends_at, _ = next(starts)
        page = int(text[ends_at:].split()[0]) if ends_at < len(text) else None
        numbered.append(replace(one, page=page))
    return _with_sentences(numbered)


def _headings(text: str) -> Iterator[tuple[int, int, Kind, str]]:
    for match in _known().finditer(text):
        role = match.lastgroup or ""
        yield match.start(), match.end(), Kind.LABEL if role in ("group", "host") else Kind.HEADING, role
    for match in _CAPITALS.finditer(text):
        yield match.start(), match.end(), Kind.HEADING, ""


@cache
def _known() -> re.Pattern[str]:
    """Headings of three words or more, or with a bullet behind them, and labels of groups, where they begin a sentence."""
    words = recommended_words()
    several: list[str] = []
    single: list[str] = []
    for heads in words.headings.values():
        for one in heads:
            (several if len(one.split()) > 1 else single).append(one[0].upper() + re.escape(one[1:]))
    group, host = ("|".join(words.labels[kind]) for kind in ("group", "host"))
    region = r"(?:(?:[A-Z][a-z]+\s){0,2}[A-Z][a-z]+:\s)?"
    return re.compile(
        rf"(?:(?<=[.:)\d]\s)|(?<=\w\s)|^)(?:(?P<group>{region}(?i:{group}):)|(?P<host>(?i:{host}):)"
        rf"|(?P<heading>(?:{'|'.join(several)})(?=\s)|(?:{'|'.join(single)})(?=\s+[•▪‣●])))"
    )


def _between(cell: Cell, start: int, end: int) -> Iterator[Piece]:
    """The text between two marks, cut at its bullets."""
    said = cell.text[start:end]
    bullets = [match.start() for match in _BULLET.finditer(said)]
    for at, until in zip([0, *bullets], [*bullets, len(said)], strict=True):
        if until > at:
            kind = Kind.ITEM if at in bullets else Kind.TEXT
            yield Piece(kind, said[at:until], cell, start + at)


def _with_sentences(pieces: list[Piece]) -> list[Piece]:
    """Under a heading of recommendations or outcomes without bullets, each sentence by itself."""
    found: list[Piece] = []
    heading = bulleted = False
    for place, one in enumerate(pieces):
        if one.kind in (Kind.HEADING, Kind.LABEL):
            heading = one.kind is Kind.HEADING and recommended_words().heads(one.text) in _LISTS
            bulleted = _has_bullets(pieces[place + 1 :])
        if one.kind is Kind.TEXT and heading and not bulleted and one.text.strip():
            found += _sentences(one)
        else:
            found.append(one)
    return found


_LISTS = ("recommendations", "outcomes")


def _has_bullets(following: Sequence[Piece]) -> bool:
    for one in following:
        if one.kind in (Kind.HEADING, Kind.LABEL):
            return False
        if one.kind is Kind.ITEM:
            return True
    return False


def _sentences(piece: Piece) -> Iterator[Piece]:
    """The sentences of a text; one that begins with a participle goes on with the one before."""
    cuts = [match.end() for match in _SENTENCE.finditer(piece.text)]
    cuts = [one for one in cuts if not _GOES_ON.match(piece.text[one:])]
    for at, until in zip([0, *cuts], [*cuts, len(piece.text)], strict=True):
        begins = at > 0 or piece.text.lstrip()[:1].isupper()
        yield replace(
            piece,
            kind=Kind.ITEM if begins else Kind.TEXT,
            text=piece.text[at:until],
            start=piece.start + at,
            is_sentence=True,
        )
