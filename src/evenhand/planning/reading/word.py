"""Reads DOCX: headings by their style, lists, tables with merged cells; deleted words, footnotes and headers apart."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml

from evenhand.planning.reading.limits import Limits
from evenhand.planning.reading.numbering import Numbering
from evenhand.planning.reading.types import Block, Cell, Document, Shape, UnreadableDocument
from evenhand.planning.rows import Where
from evenhand.planning.said import said

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_ASIDES = (
    ("header", "The header of a page."),
    ("footer", "The footer of a page."),
    ("footnotes", "A footnote."),
    ("endnotes", "A note at the end."),
    ("comments", "A comment at the margin."),
)
WEAK, LONGEST = 7, 160


def read(data: bytes, name: str, limits: Limits, pages: tuple[int, int] | None = None) -> Document:
    """Return a DOCX document in blocks."""
    try:
        opened = docx.Document(io.BytesIO(data))
        walk = _Walk(Numbering(opened), _levels(opened))
        walk.children(opened.element.body)
        asides = list(_asides(opened))
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
    ) as error:
        raise UnreadableDocument(
            said("refusal.damaged_word", name=name), mend=said("mend.save_word")
        ) from error
    notes: tuple[str, ...] = ()
    if walk.pictures:
        number = f"{walk.pictures:,} picture{'s' if walk.pictures > 1 else ''}"
        table = "If one shows a table, its rows are not read: ask for the text, or type them."
        notes = (f"{name} holds {number}. {table}",)
    return Document(form="DOCX", blocks=(*walk.blocks, *asides), notes=notes)


@dataclass
class _Walk:
    """Goes through the body of a document; what is wrapped (content controls, insertions) is gone through as well."""

    numbering: Numbering
    levels: dict[str, int]
    blocks: list[Block] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    pictures: int = 0

    def children(self, element: Any) -> None:
        """Take the paragraphs and tables of an element."""
        for child in element:
            if child.tag == f"{_W}p":
                self.paragraph(child)
            elif child.tag == f"{_W}tbl":
                self.table(child)
            elif child.tag not in (f"{_W}sectPr", f"{_W}del", _FALLBACK):
                self.children(child)

    def paragraph(self, element: Any) -> None:
        """Take a paragraph: a heading by its style or because all of it is bold, an item of a list, or neither."""
        self.paragraphs += 1
        where = Where(paragraph=self.paragraphs)
        text, self.pictures = self._said(element, where), self.pictures + _pictures(element)
        if not text.strip():
            return
        level = self._level(element)
        number = self.numbering.number(element)
        if level:
            self._add(Shape.HEADING, f"{number} {text}" if number else text, where, level)
        elif number is not None:
            self._add(Shape.ITEM, f"{number} {text}" if number else text, where, 0)
        elif len(text) <= LONGEST and _is_bold(element):
            self._add(Shape.HEADING, text, where, WEAK)
        else:
            self._add(Shape.PARAGRAPH, text, where, 0)

    def table(self, element: Any) -> None:
        """Take a table row by row; a cell that is merged with the one above says so."""
        self.tables += 1
        table = self.tables
        for number, row in enumerate(_rows(element), start=1):
            cells, column = [], _number(row.find(f"{_W}trPr/{_W}gridBefore"))
            for one in _cells(row):
                span = max(_number(one.find(f"{_W}tcPr/{_W}gridSpan")), 1)
                merge = one.find(f"{_W}tcPr/{_W}vMerge")
                below = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
                where = Where(cell=f"table {table}, row {number}, column {column + 1}")
                cells.append(Cell(self._cell(one, where), where, column, span, from_above=below))
                column += span
            if any(one.text for one in cells):
                self.blocks.append(Block(Shape.ROW, tuple(cells), table=table))

    def _cell(self, element: Any, where: Where) -> str:
        """All paragraphs of a cell on lines of their own, those of a table inside it included."""
        said = []
        for one in element.iter(f"{_W}p"):
            number = self.numbering.number(one)
            text = self._said(one, where)
            self.pictures += _pictures(one)
            said.append(f"{number} {text}".strip() if number else text)
        return "\n".join(one for one in said if one.strip()).strip()

    def _said(self, element: Any, where: Where) -> str:
        """The words of a paragraph; those struck out as a tracked change stand apart, those of a text box too."""
        said: list[str] = []
        deleted = "".join(one.text or "" for one in element.iter(f"{_W}delText"))
        if deleted.strip():
            self._add(Shape.ASIDE, deleted.strip(), where, 0, why="Words struck out as a tracked change.")
        _collect(element, said)
        return "".join(said).replace("\u00ad", "").strip()

    def _level(self, element: Any) -> int:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and _number(outline) < 9:
            return _number(outline) + 1
        return self.levels.get(style.get(f"{_W}val", ""), 0) if style is not None else 0

    def _add(self, shape: Shape, text: str, where: Where, level: int, why: str = "") -> None:
        self.blocks.append(Block(shape, (Cell(text, where),), level=level, why=why))


def _collect(element: Any, said: list[str]) -> None:
    """The text of an element in its order. A paragraph inside (a text box) begins a line."""
    for child in element:
        if child.tag == f"{_W}t":
            said.append(child.text or "")
        elif child.tag in _BREAKS:
            said.append(_BREAKS[child.tag])
        elif child.tag in (f"{_W}del", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", _FALLBACK):
            continue
        else:
            if child.tag == f"{_W}p" and said:
                said.append("\n")
            _collect(child, said)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag not in (f"{_W}tblPr", f"{_W}tblGrid", f"{_W}del"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag not in (f"{_W}trPr", f"{_W}tblPrEx", f"{_W}del"):
            yield from _cells(child)


def _levels(opened: Any) -> dict[str, int]:
    """The level of each style that is one of headings, by its name or by what it is based on."""
    found = {}
    for style in opened.styles:
        name = str(style.name or "")
        match = re.match(r"(?i)(?:heading|pennawd)\s*(\d)", name)
        base = getattr(style, "base_style", None)
        match = match or (re.match(r"(?i)heading\s*(\d)", str(base.name)) if base is not None else None)
        if match:
            found[style.style_id] = int(match[1])
        elif name.lower() == "title":
            found[style.style_id] = 1
    return found


def _is_bold(element: Any) -> bool:
    runs = [
        one for one in element.iter(f"{_W}r") if any((text.text or "").strip() for text in one.iter(f"{_W}t"))
    ]
    return bool(runs) and all(_on(one.find(f"{_W}rPr/{_W}b")) for one in runs)


def _on(element: Any) -> bool:
    return element is not None and element.get(f"{_W}val", "true") not in ("0", "false", "off")


def _number(element: Any) -> int:
    said = element.get(f"{_W}val", "0") if element is not None else "0"
    return int(said) if said.isdigit() else 0


def _pictures(element: Any) -> int:
    """How many pictures stand in a paragraph; a text box or a line is none."""
    found = [one for tag in _PICTURES for one in element.iter(tag)]
    return sum(any(part.tag.endswith(("}blip", "}imagedata")) for part in one.iter()) for one in found)


def _asides(opened: Any) -> Iterator[Block]:
    """Headers, footers, notes and comments, each text once."""
    seen = set()
    for relation in opened.part.rels.values():
        for kind, why in _ASIDES:
            if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
                continue
            root = parse_xml(relation.target_part.blob)
            for one in root.iter(f"{_W}p"):
                said: list[str] = []
                _collect(one, said)
                text = "".join(said).strip()
                if text and (kind, text) not in seen:
                    seen.add((kind, text))
                    yield Block(Shape.ASIDE, (Cell(text, Where(cell=kind)),), why=why)
