"""Reads plain text and Markdown: headings, paragraphs, lists, and tables with tabs or bars between cells."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from evenhand.planning.reading.aligned import Chunk, columns_of
from evenhand.planning.reading.spacing import closed_up
from evenhand.planning.reading.types import Block, Cell, Document, Shape
from evenhand.planning.rows import Where

_TAGS = re.compile(
    r"</?(?:b|i|u|p|em|strong|span|sup|sub|div|font|s|del|mark|small)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_LINK = re.compile(r"<a\s[^<>]*?href=[\"']?([^\"'\s>]*)[\"']?[^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SEPARATOR = re.compile(r"^[\s|:+=-]*-{2,}[\s|:+=-]*$")
_RULED = re.compile(r"^[\s+|=-]*[+=-]{3,}[\s+|=-]*$")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BOLD_LINE = re.compile(r"^\s*(\*\*|__)(?!\s)((?:(?!\1).)+)\1:?\s*$")
_BULLET = re.compile(r"^\s*(?:[-*•·▪‣◦–]|o(?=\s{2,}))\s+")
_NUMBERED = re.compile(
    r"^\s*(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|(?-i:[A-Z]{1,3}-?\d{1,3}[.):]?))\s+(?=\S)"
)
_LABELLED = re.compile(r"^\s*\**[A-Z][\w /'’-]{1,30}\**\s?:\**\s")
WEAK = 7
"""The level of a line that is all bold: below every real heading."""


@dataclass
class _Lines:
    """The lines of a text with their numbers, and the page that each is on."""

    text: str
    at: int = 0
    page: int | None = None
    lines: list[tuple[int, int | None, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        paged = "\f" in self.text
        page = 1
        for number, line in enumerate(self.text.split("\n"), start=1):
            page += line.count("\f")
            self.lines.append((number, page if paged else None, line.replace("\f", " ").rstrip("\r")))
        self.lines = closed_up(self.lines)


def read_text(text: str, form: str = "text") -> Document:
    """Return a text in blocks; marks of Markdown and HTML are taken for what they say, all other characters kept."""
    lines = _Lines(text).lines
    return Document(form=form, blocks=tuple(_blocks(lines)))


def _blocks(lines: list[tuple[int, int | None, str]]) -> Iterator[Block]:
    place, table = 0, 0
    while place < len(lines):
        number, page, line = lines[place]
        where = Where(page=page, line=number)
        if not line.strip() or _is_rule(line):
            place += 1
        elif _is_row(line):
            table += 1
            place, rows = _table(lines, place, table)
            yield from rows
        elif aligned := columns_of(_chunked(lines, place)):
            table += 1
            place += len(aligned)
            yield from (_aligned_row(row, table) for row in aligned if row)
        elif match := _HEADING.match(line):
            yield _block(Shape.HEADING, clean(match[2]), where, level=len(match[1]))
            place += 1
        elif match := _BOLD_LINE.match(line):
            yield _block(Shape.HEADING, clean(line), where, level=WEAK)
            place += 1
        else:
            place, block = _paragraph(lines, place)
            yield block


def _is_rule(line: str) -> bool:
    return bool(_SEPARATOR.match(line) or _RULED.match(line)) and not any(one.isalnum() for one in line)


def _is_row(line: str) -> bool:
    return (
        "\t" in _BULLET.sub("", line).strip("\n ")
        or bool(re.match(r"^\s*\|.*\|\s*$", line))
        or len(_bars(line)) > 3
    )


def _bars(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line)


def _table(lines: list[tuple[int, int | None, str]], place: int, table: int) -> tuple[int, list[Block]]:
    """The rows from a line on, up to the first that is none; lines of dashes only divide."""
    rows = []
    while place < len(lines):
        number, page, line = lines[place]
        if line.strip() and _is_rule(line):
            place += 1
            continue
        if not line.strip() or not _is_row(line):
            break
        cells = (
            line.split("\t")
            if "\t" in line
            else _bars(line.strip().strip("|") if line.strip() != "|" else "")
        )
        row = tuple(
            Cell(clean(text.replace("\\|", "|")), Where(page=page, line=number), column)
            for column, text in enumerate(cells)
        )
        if any(one.text for one in row):
            rows.append(Block(Shape.ROW, row, table=table))
        place += 1
    return place, rows


def _chunked(lines: list[tuple[int, int | None, str]], place: int) -> Iterator[list[Chunk] | None]:
    """Each further line cut where two spaces or more stand; None for an empty line."""
    for number, page, line in lines[place:]:
        if _is_row(line) or _HEADING.match(line):
            return
        where = Where(page=page, line=number)
        found = [
            Chunk(match.start(), match.end(), clean(match[0]), where)
            for match in re.finditer(r"\S+(?:\s\S+)*", line)
        ]
        yield found or None


def _aligned_row(row: list[tuple[int, str, Where]], table: int) -> Block:
    return Block(Shape.ROW, tuple(Cell(text, where, column) for column, text, where in row), table=table)


def _paragraph(lines: list[tuple[int, int | None, str]], place: int) -> tuple[int, Block]:
    """A paragraph with its lines joined; an item of a list, or a line such as 'Lead: ...', begins another."""
    number, page, line = lines[place]
    said = [line]
    place += 1
    while place < len(lines):
        _, _, line = lines[place]
        if not line.strip() or _is_row(line) or begins_anew(line):
            break
        said.append(line)
        place += 1
    bullet = _BULLET.match(said[0])
    shape = Shape.ITEM if bullet or _NUMBERED.match(said[0]) else Shape.PARAGRAPH
    text = "\n".join(said)
    return place, _block(
        shape, clean(text[bullet.end() :] if bullet else text), Where(page=page, line=number)
    )


def begins_anew(line: str) -> bool:
    """Return whether a line begins an item of a list, a line with a label, or a heading."""
    return any(one.match(line) for one in (_HEADING, _BOLD_LINE, _BULLET, _NUMBERED, _LABELLED)) or _is_rule(
        line
    )


def _block(shape: Shape, text: str, where: Where, level: int = 0) -> Block:
    return Block(shape, (Cell(text, where),), level=level)


def clean(text: str) -> str:
    """Return a text without the marks of Markdown and HTML; an address that its link does not show is kept behind it."""
    text = _LINK.sub(lambda match: match[2] if match[1] in match[2] else f"{match[2]} ({match[1]})", text)
    text = _TAGS.sub("", _BREAK.sub("\n", text))
    text = re.sub(r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)", "", text)
    return html.unescape(text).replace("\u00ad", "").strip()
