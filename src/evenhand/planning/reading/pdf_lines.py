"""Words of a PDF's page in lines, and lines in headings, paragraphs and pieces that stand apart."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from evenhand.planning.reading.aligned import Chunk
from evenhand.planning.reading.text import begins_anew
from evenhand.planning.reading.types import Block, Cell, Shape
from evenhand.planning.rows import Where

Line = list[dict[str, Any]]
_MARGIN = 0.085  # of a page's height: where running headers and footers stand
_LARGER, _GAP, _APART = (
    1.12,
    1.7,
    1.1,
)  # of a line's height: a heading, a new paragraph, words in another column


def lines_of(words: Sequence[dict[str, Any]]) -> list[Line]:
    """Words that stand on one line, from left to right."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda one: (round(one["top"]), one["x0"])):
        if lines and abs(lines[-1][0]["top"] - word["top"]) < 0.5 * (word["bottom"] - word["top"]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one["x0"]) for line in lines]


def chunks_of(line: Line, page: int, number: int) -> list[Chunk]:
    """The words of a line, together where no more than a space is between them."""
    top, height = float(line[0]["top"]), float(line[0]["bottom"] - line[0]["top"])
    where = Where(page=page, line=number)
    found = [Chunk(line[0]["x0"], line[0]["x1"], line[0]["text"], where, top, height)]
    for one, other in pairwise(line):
        if other["x0"] - one["x1"] > _APART * (other["bottom"] - other["top"]) * 0.7:
            found.append(Chunk(other["x0"], other["x1"], other["text"], where, top, height))
        else:
            found[-1] = Chunk(
                found[-1].left, other["x1"], f"{found[-1].text} {other['text']}", where, top, height
            )
    return found


def paragraph_of(
    lines: Sequence[Line], place: int, page: int, size: float, height: float, boxes: Sequence[Any]
) -> tuple[Block, int]:
    """A heading, a line in the margin of the page, or a paragraph: lines without a gap between them."""
    line = lines[place]
    where = Where(page=page, line=place + 1)
    if in_margin(line, height):
        return Block(Shape.ASIDE, (Cell(_said(line), where),), why="margin"), place + 1
    if _is_heading(line, size):
        said, after = [_said(line)], place + 1
        while (
            after < len(lines)
            and _is_heading(lines[after], size)
            and _follows(lines[after - 1], lines[after], boxes)
        ):
            if abs(lines[after][0]["size"] - line[0]["size"]) > 0.2:
                break
            said.append(_said(lines[after]))
            after += 1
        return Block(Shape.HEADING, (Cell(" ".join(said), where),), level=_level(line, size)), after
    said, after = [_said(line)], place + 1
    while after < len(lines):
        following = lines[after]
        if (
            not _follows(lines[after - 1], following, boxes)
            or _is_heading(following, size)
            or in_margin(following, height)
        ):
            break
        if begins_anew(_said(following)):
            break
        said.append(_said(following))
        after += 1
    text = "\n".join(said)
    bullet = text[:1] in "•·▪‣◦–-*" and text[1:2] == " "
    shape = Shape.ITEM if bullet or begins_anew(text) else Shape.PARAGRAPH
    return Block(shape, (Cell(text[2:] if bullet else text, where),)), after


def _follows(one: Line, other: Line, boxes: Sequence[Any]) -> bool:
    """Whether a line stands right below another, with no table between."""
    height = one[0]["bottom"] - one[0]["top"]
    if any(one[0]["top"] < box[1] < other[0]["top"] for box in boxes):
        return False
    return bool(other[0]["top"] - one[0]["top"] < _GAP * height)


def in_margin(line: Line, height: float) -> bool:
    return bool(line[0]["bottom"] < _MARGIN * height or line[0]["top"] > (1 - _MARGIN) * height)


def _is_heading(line: Line, size: float) -> bool:
    text = _said(line)
    if len(text) > 200 or not any(one.isalpha() for one in text):
        return False
    if line[0]["size"] > _LARGER * size:
        return True
    return all("bold" in str(word["fontname"]).lower() for word in line) and not text.endswith((".", ";"))


def _level(line: Line, size: float) -> int:
    """The level of a heading by its size: the larger, the higher; bold alone is below all."""
    ratio = line[0]["size"] / size
    return next((level for level, least in ((1, 1.7), (2, 1.35), (3, 1.2), (4, _LARGER)) if ratio > least), 7)


def _said(line: Line) -> str:
    return " ".join(str(word["text"]) for word in line)
